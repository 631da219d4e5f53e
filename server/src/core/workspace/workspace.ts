import type { Roots } from '../configuration/roots.ts';
import { type RecordedQuery, resourcesOf } from '../dependencies/recorded-query.ts';
import type { Finding } from '../findings/finding.ts';
import { indexKey } from '../index/object-index.ts';
import { type Scope, Scopes } from '../index/scopes.ts';
import { targetsOf } from '../kustomize/patch-problems.ts';
import type { GroupKind } from '../objects/group-kind.ts';
import { insideOf } from '../objects/inside-kustomization.ts';
import { kustomizePatchesOf } from '../objects/kustomization.ts';
import type { Reference } from '../objects/references.ts';
import type { Referrer, Resolution } from '../objects/resolution.ts';
import type { ObjectModel, Resource } from '../objects/resource.ts';
import { resourceOf } from '../objects/resource-of.ts';
import type { Features, Registry } from '../provider.ts';
import type { Manifests, Namer, PatchTarget, Standpoint } from '../query/manifests.ts';
import { namersOf } from '../resolution/namers.ts';
import { nearestOfKind } from '../resolution/nearest.ts';
import { resolve } from '../resolution/resolve.ts';
import type { Rule } from '../rules/rule.ts';
import { partsOf } from '../syntax/list-parts.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { ManifestFile } from '../syntax/manifest-file.ts';
import type { Node } from '../syntax/node.ts';
import type { SchemaValidator } from '../validation/schema-validator.ts';
import { Definitions } from './definitions.ts';
import { isForeign, isOpaque } from './document-sort.ts';
import { changed, type FileChange, replacedDocuments } from './file-change.ts';
import { Findings } from './findings.ts';
import { reportedIn } from './foreign-text.ts';
import { type Guard, guardOf } from './guard.ts';
import type { Portion } from './portion.ts';
import { Suppressions } from './suppressions.ts';
import type { WorkspaceOptions } from './workspace-options.ts';

/**
 * All manifests that are judged together, and what follows from them. `apply` is the only way in; every question is
 * answered for the state after the last `apply`. The work of an edit is that of the documents it touches and of the
 * objects whose answers those can have changed, however large the rest is.
 */
export class Workspace implements Manifests {
  readonly registry: Registry;
  readonly model: ObjectModel;
  /** The rules by which the manifests are checked. */
  readonly rules: readonly Rule[];
  /** What the providers contribute to editor features. */
  readonly features: Features;
  readonly #files = new Map<string, ManifestFile>();
  /** Of each document and, where that is a List, of each of its parts. */
  readonly #resources = new Map<ManifestDocument, Resource>();
  #scopes = new Scopes();
  readonly #findings: Findings;
  readonly #suppressions: Suppressions;
  readonly #definitions = new Definitions();
  readonly #guarded: Guard;
  #given: SchemaValidator | undefined;

  constructor(options: WorkspaceOptions) {
    this.registry = options.registry;
    this.model = options.registry.model;
    this.features = options.registry.features;
    this.rules = options.rules ?? options.registry.rules;
    this.#guarded = guardOf(options);
    this.#given = options.schemas;
    this.#findings = new Findings(this.#scopes, options);
    this.#suppressions = new Suppressions(this.rules);
  }

  /** What objects are judged by; undefined where nothing is said of a document's own fields. */
  get schemas(): SchemaValidator | undefined {
    return this.#findings.schemas;
  }

  /** Those that the host gave, without the definitions that stand among the manifests. */
  get givenSchemas(): SchemaValidator | undefined {
    return this.#given;
  }

  /** Replaces schemas and targets. The next `update` checks everything again. */
  set schemas(schemas: SchemaValidator | undefined) {
    this.#given = schemas;
    this.#findings.schemas = this.#definitions.over(schemas);
    for (const resource of this.#resources.values()) this.#findings.add(resource);
  }

  /** Makes each root an isolated scope. The next `update` checks again what that can change. */
  set roots(roots: Roots) {
    if (roots.equals(this.#scopes.roots)) return;
    for (const { uri, documents } of this.#files.values()) this.#exchange(uri, documents, []);
    this.#scopes = new Scopes(roots);
    this.#findings.scopes = this.#scopes;
    for (const { uri, documents } of this.#files.values()) this.#exchange(uri, [], documents);
  }

  /** Applies the changes in their order. Change many files in one call: what they mean together is judged once. */
  apply(changes: readonly FileChange[]): void {
    for (const change of changes) this.#guarded(change.uri, () => this.#apply(change));
  }

  #apply(change: FileChange): void {
    const before = this.#files.get(change.uri);
    const after = changed(before, change);
    if (after) this.#files.set(change.uri, after);
    else this.#files.delete(change.uri);
    this.#findings.fileChanged(change.uri);
    this.#exchange(change.uri, before?.documents ?? [], after?.documents ?? []);
  }

  get files(): ReadonlyMap<string, ManifestFile> {
    return this.#files;
  }

  get resourceCount(): number {
    return this.#resources.size;
  }

  /** The objects of a document of a file: one, or those of a List, or a kustomization and what stands in it. */
  resourcesIn(document: ManifestDocument): readonly Resource[] {
    const parts = partsOf(document);
    if (parts.length > 0) return parts.flatMap((each) => this.#resources.get(each) ?? []);
    const resource = this.#resources.get(document);
    return resource ? [resource, ...insideOf(resource)] : [];
  }

  /** The object at an offset of a document of a file. */
  resourceAt(document: ManifestDocument, offset: number): Resource | undefined {
    const all = this.resourcesIn(document);
    const inside = all.findLast(({ root }) => root.span.start <= offset && offset <= root.span.end);
    const [first] = all;
    return inside ?? (first?.document === document ? first : undefined);
  }

  resourceIn(document: ManifestDocument): Resource | undefined {
    return this.#resources.get(document);
  }

  resolve(resource: Resource, reference: Reference): Resolution {
    return resolve(this.#unrecorded(resource.uri), { resource, reference });
  }

  referrersTo(resource: Resource): readonly Referrer[] {
    return namersOf(this.#unrecorded(resource.uri), [resource]).filter(({ meant }) => meant.length === 1);
  }

  /** Who names one of some objects of the same kind and name, or may: references, labels and selectors. */
  namersOf(objects: readonly Resource[]): readonly Namer[] {
    const byWorld = new Map<Scope, Resource[]>();
    for (const object of objects) {
      const scope = this.#scopes.of(object.uri);
      byWorld.set(scope, [...(byWorld.get(scope) ?? []), object]);
    }
    return [...byWorld.values()].flatMap((own) => {
      const [{ uri }] = own as [Resource];
      return namersOf(this.#unrecorded(uri), own, this.#scopes.of(uri).carriers);
    });
  }

  /** All objects, in no order. */
  resources(): Iterable<Resource> {
    return this.#resources.values();
  }

  /** The objects of a kind and name, and patches of such, in whatever namespace and file that a file's can refer to. */
  objectsNamed(kind: GroupKind, name: string, uri: string): readonly Resource[] {
    return [...resourcesOf(this.#unrecorded(uri), indexKey.named(kind, name))];
  }

  /** Whether a kustomization at hand applies what an object says to another. */
  isPatch(resource: Resource): boolean {
    return this.#scopes.indexOf(resource.uri).isPatch(resource);
  }

  /** What a patch in a file is for, as the kustomizations say that name the file, or the one that it stands in. */
  patchTargets(
    uri: string,
    inside?: { readonly kustomization: Resource; readonly target?: Node },
  ): readonly PatchTarget[] {
    const query = this.#unrecorded(uri);
    const { schemas } = this;
    if (!schemas) return [];
    if (inside) return targetsOf(inside.kustomization, inside, query, schemas);
    return resourcesOf(query, indexKey.patching(uri)).flatMap((kustomization) =>
      kustomizePatchesOf(kustomization)
        .filter(({ file }) => file === uri)
        .flatMap((patch) => targetsOf(kustomization, patch, query, schemas)),
    );
  }

  /** The objects of a kind in a file or folder. */
  objectsIn(container: string, kind: GroupKind): Iterable<Resource> {
    return this.#scopes.indexOf(container).resources(indexKey.kindIn(kind, container));
  }

  /** The objects of a kind, wherever they are. */
  objectsOfKind(kind: GroupKind): readonly Resource[] {
    return this.#scopes.indexes.flatMap((index) => [...index.ofKind(kind)]);
  }

  /** The kinds of which the workspace holds objects. */
  get kinds(): readonly GroupKind[] {
    return this.#scopes.indexes.flatMap((index) => index.kinds());
  }

  /** The objects of a kind, those nearest to a document first. */
  objectsNear(from: Standpoint, kind: GroupKind): readonly Resource[] {
    return nearestOfKind(this.#scopes.indexOf(from.file.uri), kind, from);
  }

  /** The findings whose place is in the file, in the order of its text; what comments there ignore is left out. */
  findingsIn(uri: string): readonly Finding[] {
    const file = this.#files.get(uri);
    if (!file) return [];
    const reported = reportedIn(file, this.registry.isSupportedText);
    const findings = () => this.#suppressions.apply(file, (document) => reported(this.#findings.in(document)));
    return this.#guarded(uri, findings) ?? [];
  }

  /** True if changes can affect something that is not checked again yet. */
  get isDue(): boolean {
    return this.#findings.isDue;
  }

  /**
   * Judges what the changes since the last call can have touched, or a portion of it; answers the files whose findings
   * are others now.
   */
  update(portion: Portion = {}): ReadonlySet<string> {
    const redefined = this.#definitions.takeChanged();
    if (redefined.size > 0) {
      this.#findings.schemas = this.#definitions.over(this.#given);
      for (const resource of this.#resources.values())
        if (redefined.has(`${resource.group}/${resource.kind}`)) this.#findings.add(resource);
    }
    return this.#findings.update(portion);
  }

  #unrecorded(uri: string): RecordedQuery {
    return { index: this.#scopes.indexOf(uri), record: () => {}, withPatches: true };
  }

  #exchange(uri: string, before: readonly ManifestDocument[], after: readonly ManifestDocument[]): void {
    const { removed, added } = replacedDocuments(before, after);
    const kept = new Set(added);
    const known = new Set(removed);
    // What comes is there before what it replaces goes: a kustomization that is edited has the same patches all the time.
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
      this.#scopes.indexOf(uri).countOpaque(uri, 1, this.#findings.touched);
  }

  #addObject(uri: string, document: ManifestDocument): Resource | undefined {
    const resource = resourceOf(uri, document, this.model);
    if (!resource) return undefined;
    for (const each of [resource, ...insideOf(resource)]) {
      this.#resources.set(each.document, each);
      const { index, carriers } = this.#scopes.of(uri);
      index.add(each, this.#findings.touched);
      // What makes an object holds what its kustomization holds.
      if (each.inside !== 'generator') carriers.add(each);
      this.#findings.add(each);
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
      this.#scopes.indexOf(uri).countOpaque(uri, -1, this.#findings.touched);
  }

  #removeObject(document: ManifestDocument): Resource | undefined {
    const resource = this.#resources.get(document);
    if (!resource) return undefined;
    for (const each of [resource, ...insideOf(resource)]) {
      this.#resources.delete(each.document);
      const { index, carriers } = this.#scopes.of(each.uri);
      index.remove(each, this.#findings.touched);
      carriers.remove(each);
      this.#findings.remove(each);
      this.#definitions.remove(each);
    }
    return resource;
  }
}
