import type { Roots } from '../configuration/roots.ts';
import { type RecordedQuery, resourcesOf } from '../dependencies/recorded-query.ts';
import type { Finding } from '../findings/finding.ts';
import { indexKey } from '../index/object-index.ts';
import { Scopes } from '../index/scopes.ts';
import { patchTargetsOf } from '../kustomize/patch-problems.ts';
import { type GroupKind, keyOf } from '../objects/group-kind.ts';
import { objectsInside } from '../objects/inside-kustomization.ts';
import type { Reference } from '../objects/references.ts';
import type { Referrer, Resolution } from '../objects/resolution.ts';
import type { ObjectModel, Resource } from '../objects/resource.ts';
import { resourceOf } from '../objects/resource-of.ts';
import type { Features, Registry } from '../provider.ts';
import type { DocumentPosition, Manifests, NamingReference, PatchTarget } from '../query/manifests.ts';
import type { PathState } from '../query/path-state.ts';
import { namingReferencesInScopes, namingReferencesTo } from '../resolution/naming-references.ts';
import { nearestOfKind } from '../resolution/nearest.ts';
import { resolve } from '../resolution/resolve.ts';
import type { Rule } from '../rules/rule.ts';
import { documentContaining, partsOf } from '../syntax/list-parts.ts';
import { forgetTree, keepTree, type ManifestDocument } from '../syntax/manifest-document.ts';
import type { ManifestFile } from '../syntax/manifest-file.ts';
import type { Node } from '../syntax/node.ts';
import { TreeCache } from '../syntax/tree-cache.ts';
import type { SchemaValidator } from '../validation/schema-validator.ts';
import { BuiltScopes } from './built-scopes.ts';
import { Definitions } from './definitions.ts';
import { isBuildInput, isForeign, isOpaque } from './document-checks.ts';
import { applyChange, type FileChange, replacedDocuments } from './file-change.ts';
import { type FileTies, tiesOf } from './file-ties.ts';
import { Findings } from './findings.ts';
import { type Guard, guardOf } from './guard.ts';
import type { KnownPaths } from './known-paths.ts';
import type { Portion } from './portion.ts';
import { reportedFindings } from './reported-findings.ts';
import { resourceAt, resourcesInDocument } from './resources-in.ts';
import { Suppressions } from './suppressions.ts';
import type { WorkspaceOptions } from './workspace-options.ts';

/**
 * The manifests that are checked together, and their findings. Only `apply` changes them, and queries reflect the state
 * after the last `apply`. An edit costs time proportional to the documents it changes and the objects whose query
 * results it can affect, regardless of the size of the workspace.
 */
export class Workspace implements Manifests {
  readonly registry: Registry;
  readonly model: ObjectModel;
  readonly rules: readonly Rule[];
  /** The contributions of the providers to editor features. */
  readonly features: Features;
  readonly #files = new Map<string, ManifestFile>();
  /** The objects by document; those of a List by each of its parts. */
  readonly #resources = new Map<ManifestDocument, Resource>();
  #scopes = new Scopes();
  readonly #findings: Findings;
  readonly #suppressions: Suppressions;
  readonly #builds: BuiltScopes;
  readonly #definitions = new Definitions();
  readonly #guarded: Guard;
  readonly #trees: TreeCache;
  #givenSchemas: SchemaValidator | undefined;

  constructor(options: WorkspaceOptions) {
    this.registry = options.registry;
    this.model = options.registry.model;
    this.features = options.registry.features;
    this.rules = options.rules ?? options.registry.rules;
    this.#guarded = guardOf(options);
    this.#givenSchemas = options.schemas;
    this.#trees = options.trees ?? new TreeCache();
    this.#findings = new Findings(this.#scopes, options);
    this.#suppressions = new Suppressions(this.rules);
    this.#builds = new BuiltScopes(this.#scopes, options);
  }

  /** The schemas for validation, with the CustomResourceDefinitions of the manifests. Without them, no field is validated. */
  get schemas(): SchemaValidator | undefined {
    return this.#findings.schemas;
  }

  /** The schemas that the host provided, without CustomResourceDefinitions among the manifests. */
  get givenSchemas(): SchemaValidator | undefined {
    return this.#givenSchemas;
  }

  /** Replaces schemas and targets. The next `update` checks everything again. */
  set schemas(schemas: SchemaValidator | undefined) {
    this.#givenSchemas = schemas;
    this.#findings.schemas = this.#definitions.addTo(schemas);
    this.#builds.useSchemas(this.#findings.schemas);
    for (const resource of this.#resources.values()) this.#findings.add(resource);
  }

  /** Makes each root an isolated scope. The next `update` checks the affected objects again. */
  set roots(roots: Roots) {
    if (roots.equals(this.#scopes.roots)) return;
    for (const { uri, documents } of this.#files.values()) this.#replace(uri, documents, []);
    this.#scopes = new Scopes(roots);
    this.#findings.scopes = this.#scopes;
    this.#builds.scopes = this.#scopes;
    for (const { uri, documents } of this.#files.values()) this.#replace(uri, [], documents);
  }

  /** Applies the changes in order. Pass many changes in one call, so that their result is checked only once. */
  apply(changes: readonly FileChange[]): void {
    for (const change of changes) this.#guarded(change.uri, () => this.#apply(change));
  }

  /** The URIs of paths that rules ask about, by whether their state is known. */
  get paths(): Pick<KnownPaths, 'wanted' | 'known'> {
    return this.#findings.paths;
  }

  /** States what paths are on disk. The next `update` checks again what names them. */
  statePaths(states: ReadonlyMap<string, PathState>): void {
    this.#findings.paths.state(states, this.#findings.invalidate);
  }

  #apply(change: FileChange): void {
    const before = this.#files.get(change.uri);
    const after = applyChange(before, change, this.#trees);
    if (after) this.#files.set(change.uri, after);
    else this.#files.delete(change.uri);
    this.#findings.fileChanged(change.uri);
    this.#builds.fileChanged(change.uri);
    this.#replace(change.uri, before?.documents ?? [], after?.documents ?? []);
  }

  /** Drops the oldest syntax trees, except those of open files. Call it only between operations on the workspace. */
  releaseTrees(open: readonly string[]): void {
    this.#trees.release(() => new Set(open.flatMap((uri) => this.#files.get(uri)?.documents ?? [])));
  }

  get files(): ReadonlyMap<string, ManifestFile> {
    return this.#files;
  }

  get resourceCount(): number {
    return this.#resources.size;
  }

  resourcesIn(document: ManifestDocument): readonly Resource[] {
    return resourcesInDocument(document, this.#resources);
  }

  resourceAt(document: ManifestDocument, offset: number): Resource | undefined {
    return resourceAt(document, offset, this.#resources);
  }

  resourceIn(document: ManifestDocument): Resource | undefined {
    return this.#resources.get(document);
  }

  resolve(resource: Resource, reference: Reference): Resolution {
    return resolve(this.#unrecorded(resource.uri), { resource, reference });
  }

  referrersTo(resource: Resource): readonly Referrer[] {
    return namingReferencesTo(this.#unrecorded(resource.uri), [resource]).filter(({ targets }) => targets.length === 1);
  }

  namingReferencesTo(objects: readonly Resource[]): readonly NamingReference[] {
    return namingReferencesInScopes(objects, this.#scopes, (uri) => this.#unrecorded(uri));
  }

  resources(): Iterable<Resource> {
    return this.#resources.values();
  }

  objectsNamed(kind: GroupKind, name: string, uri: string): readonly Resource[] {
    return [...resourcesOf(this.#unrecorded(uri), indexKey.named(kind, name))];
  }

  isPatch(resource: Resource): boolean {
    return this.#scopes.indexOf(resource.uri).isPatch(resource);
  }

  patchTargets(
    uri: string,
    inside?: { readonly kustomization: Resource; readonly target?: Node },
  ): readonly PatchTarget[] {
    const { schemas } = this;
    return schemas ? patchTargetsOf(uri, this.#unrecorded(uri), schemas, inside) : [];
  }

  objectsIn(container: string, kind: GroupKind): Iterable<Resource> {
    return this.#scopes.indexOf(container).resourcesIn({ kind, container });
  }

  objectsOfKind(kind: GroupKind): readonly Resource[] {
    return this.#scopes.indexes.flatMap((index) => [...index.ofKind(kind)]);
  }

  get kinds(): readonly GroupKind[] {
    return this.#scopes.indexes.flatMap((index) => index.kinds());
  }

  objectsNear(from: DocumentPosition, kind: GroupKind): readonly Resource[] {
    return nearestOfKind(this.#scopes.indexOf(from.file.uri), kind, from);
  }

  /** Returns the findings in a file that no comment ignores, or only the ignored ones, in the order of the text. */
  findingsIn(uri: string, { ignored = false } = {}): readonly Finding[] {
    const file = this.#files.get(uri);
    if (!file) return [];
    const reported = reportedFindings(file, this.registry.isSupportedText);
    const allIn = (document: ManifestDocument) => reported(this.#builds.in(document, this.#findings.in(document)));
    const suppressions = this.#suppressions;
    return this.#guarded(uri, () => suppressions[ignored ? 'ignored' : 'apply'](file, allIn)) ?? [];
  }

  /** Returns how the content of a file affects the findings of other files. */
  tiesOf(uri: string): FileTies {
    return tiesOf(uri, this.#files.get(uri), this.#scopes.indexOf(uri), (document) => this.#resources.get(document));
  }

  /** True if some objects must still be checked again. */
  get isPending(): boolean {
    return this.#findings.isPending || this.#builds.isPending;
  }

  /** Checks what changes can affect, or a portion of it. Returns the URIs of the files whose findings changed. */
  update(portion: Portion = {}): ReadonlySet<string> {
    const redefined = this.#definitions.takeChanged();
    if (redefined.size > 0) {
      this.#findings.schemas = this.#definitions.addTo(this.#givenSchemas);
      this.#builds.useSchemasOf(redefined, this.#findings.schemas);
      for (const resource of this.#resources.values()) if (redefined.has(keyOf(resource))) this.#findings.add(resource);
    }
    return new Set([...this.#findings.update(portion), ...this.#builds.update(portion)]);
  }

  #unrecorded(uri: string): RecordedQuery {
    return { index: this.#scopes.indexOf(uri), record: () => {}, withPatches: true };
  }

  #replace(uri: string, before: readonly ManifestDocument[], after: readonly ManifestDocument[]): void {
    const { removed, added } = replacedDocuments(before, after);
    const kept = new Set(added);
    const known = new Set(removed);
    // First adds, so that the patches of an edited kustomization stay registered.
    for (const document of added) if (!known.has(document)) this.#guarded(uri, () => this.#add(uri, document));
    for (const document of removed) if (!kept.has(document)) this.#guarded(uri, () => this.#remove(uri, document));
  }

  #add(uri: string, document: ManifestDocument): void {
    if (isForeign(uri, document)) return;
    this.#suppressions.add(document);
    this.#findings.addText(uri, document);
    const parts = partsOf(document);
    if (parts.length > 0) for (const part of parts) this.#addObject(uri, part);
    else if (isOpaque(document, this.#addObject(uri, document)))
      this.#scopes.indexOf(uri).countOpaque(uri, 1, this.#findings.invalidate);
  }

  #addObject(uri: string, document: ManifestDocument): Resource | undefined {
    const resource = resourceOf(uri, document, this.model);
    if (!resource) return undefined;
    if (isBuildInput(resource)) keepTree(documentContaining(document));
    for (const each of [resource, ...objectsInside(resource)]) {
      this.#resources.set(each.document, each);
      const { index, nameUses } = this.#scopes.of(uri);
      index.add(each, this.#findings.invalidate);
      // A generator has the same names as its kustomization.
      if (each.inside !== 'generator') nameUses.add(each);
      this.#findings.add(each);
      this.#builds.objectChanged(each);
      this.#definitions.add(each);
    }
    return resource;
  }

  #remove(uri: string, document: ManifestDocument): void {
    if (isForeign(uri, document)) return;
    this.#suppressions.remove(document);
    this.#findings.removeDocument(document);
    const parts = partsOf(document);
    if (parts.length > 0) for (const part of parts) this.#removeObject(part);
    else if (isOpaque(document, this.#removeObject(document)))
      this.#scopes.indexOf(uri).countOpaque(uri, -1, this.#findings.invalidate);
    forgetTree(document);
  }

  #removeObject(document: ManifestDocument): Resource | undefined {
    const resource = this.#resources.get(document);
    if (!resource) return undefined;
    for (const each of [resource, ...objectsInside(resource)]) {
      this.#resources.delete(each.document);
      const { index, nameUses } = this.#scopes.of(each.uri);
      index.remove(each, this.#findings.invalidate);
      nameUses.remove(each);
      this.#findings.remove(each);
      this.#builds.objectChanged(each);
      this.#definitions.remove(each);
    }
    return resource;
  }
}
