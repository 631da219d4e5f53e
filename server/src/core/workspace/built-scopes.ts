import type { Finding } from '../findings/finding.ts';
import { isApplied } from '../index/is-applied.ts';
import type { ObjectIndex } from '../index/object-index.ts';
import type { Scopes } from '../index/scopes.ts';
import { deliveriesOf } from '../objects/delivery.ts';
import { isKustomization, isKustomizationFile } from '../objects/kustomization.ts';
import type { Resource } from '../objects/resource.ts';
import { unmatchedPatchFinding } from '../rules/kustomize/unmatched-patch.ts';
import { largeBuildFinding } from '../rules/limits/large-build.ts';
import { documentContaining } from '../syntax/list-parts.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import { folderPathOf } from '../text/containers.ts';
import { andList } from '../text/enumeration.ts';
import { memoize } from '../text/memoize.ts';
import type { SchemaValidator } from '../validation/schema-validator.ts';
import { withJoinedReferences } from './broken-references.ts';
import { type BuildSource, BuiltScope } from './built-scope.ts';
import type { BuildFinding } from './finding-in-build.ts';
import type { Portion } from './portion.ts';
import type { WorkspaceOptions } from './workspace-options.ts';

/** A build that was not checked in the portion of an edit is built later, between other messages. */
const MAX_BUILDS_AT_ONCE = 4;
/** The maximum number of objects in all builds together. Builds that exceed it are not checked. */
const MAX_OBJECTS = 20_000;

/**
 * What kustomize builds from each kustomization that is applied. Every build is an isolated scope. It is built again when
 * one of its inputs changes. Only the objects whose query results can differ are then checked again.
 */
export class BuiltScopes {
  #scopes: Scopes;
  readonly #options: WorkspaceOptions;
  #schemas: SchemaValidator | undefined;
  readonly #builds = new Map<string, BuiltScope>();
  /** The roots of the builds that depend on a file or folder. */
  readonly #byInput = new Map<string, Set<string>>();
  /** The roots to build again. */
  readonly #due = new Set<string>();
  /** The number of objects in all builds. */
  #objectCount = 0;
  #hasOtherRoots = false;
  #hasOtherDeliveries = false;
  /** The files whose findings may differ because a build was removed. */
  #changed = new Set<string>();

  constructor(scopes: Scopes, options: WorkspaceOptions) {
    this.#scopes = scopes;
    this.#options = options;
    this.#schemas = options.schemas;
  }

  /** Replaces the scopes of the files. Everything is built again. */
  set scopes(scopes: Scopes) {
    this.#scopes = scopes;
    for (const uri of [...this.#builds.keys()]) this.#remove(uri);
    this.#hasOtherRoots = true;
  }

  useSchemas(schemas: SchemaValidator | undefined): void {
    this.#schemas = schemas;
    for (const build of this.#builds.values()) build.useSchemas(schemas);
  }

  useSchemasOf(kinds: ReadonlySet<string>, schemas: SchemaValidator | undefined): void {
    this.#schemas = schemas;
    for (const build of this.#builds.values()) build.useSchemasOf(kinds, schemas);
  }

  fileChanged(uri: string): void {
    for (const input of [uri, folderPathOf(uri)])
      for (const root of this.#byInput.get(input) ?? []) {
        this.#due.add(root);
        this.#builds.get(root)?.fileChanged(uri);
      }
  }

  /** An object has been added or removed. */
  objectChanged(resource: Resource): void {
    if (isKustomization(resource)) this.#hasOtherRoots = true;
    if (deliveriesOf(resource).length > 0) this.#hasOtherDeliveries = true;
    const { group, kind, name } = resource;
    if (group !== '' || (kind !== 'ConfigMap' && kind !== 'Secret')) return;
    for (const [key, { delivery }] of this.#builds)
      if (delivery?.variableSources.some((each) => each.kind === kind && each.name === name)) this.#due.add(key);
  }

  get isPending(): boolean {
    if (this.#hasOtherRoots || this.#hasOtherDeliveries || this.#due.size > 0) return true;
    for (const build of this.#builds.values()) if (build.pendingCount > 0) return true;
    return false;
  }

  /** Builds and checks what is due, or a portion of it. Returns the files whose findings may differ. */
  update({ max = Number.POSITIVE_INFINITY, allBelow = max, first = [] }: Portion): ReadonlySet<string> {
    if (this.#hasOtherRoots || this.#hasOtherDeliveries) this.#findRoots();
    if (this.#hasOtherDeliveries) for (const uri of this.#builds.keys()) this.#due.add(uri);
    const isAll = this.#due.size <= (allBelow === Number.POSITIVE_INFINITY ? allBelow : MAX_BUILDS_AT_ONCE);
    let left = isAll ? MAX_BUILDS_AT_ONCE : max > 0 ? 1 : 0;
    for (const key of [...this.#due]) {
      const isOwn = first.includes(this.#builds.get(key)?.root.uri ?? '');
      if (allBelow !== Number.POSITIVE_INFINITY && !isOwn && left-- <= 0) continue;
      this.#build(key);
    }
    if (this.#due.size === 0) this.#hasOtherDeliveries = false;
    return this.#check({ max, allBelow, first });
  }

  #check({ max, allBelow, first }: Required<Omit<Portion, 'again'>>): ReadonlySet<string> {
    const changed = this.#changed;
    this.#changed = new Set();
    let [maxLeft, allBelowLeft] = [max, allBelow];
    for (const build of this.#builds.values()) {
      const before = build.pendingCount;
      for (const uri of build.update({ max: Math.max(0, maxLeft), allBelow: Math.max(0, allBelowLeft), first }))
        changed.add(uri);
      const done = before - build.pendingCount;
      maxLeft -= done;
      allBelowLeft -= done;
    }
    return changed;
  }

  #findRoots(): void {
    this.#hasOtherRoots = false;
    const found = new Map(this.#scopes.indexes.flatMap((index) => sourcesIn(index)));
    for (const uri of [...this.#builds.keys()]) if (!found.has(uri)) this.#remove(uri);
    for (const [uri, source] of found) {
      const { root, delivery } = source;
      const known = this.#builds.get(uri);
      if (known?.root === root && known.delivery === delivery) continue;
      if (known) Object.assign(known, { root, delivery });
      else {
        const build = new BuiltScope(source, {
          ...this.#options,
          ...(this.#schemas ? { schemas: this.#schemas } : {}),
        });
        this.#builds.set(uri, build);
      }
      this.#due.add(uri);
    }
  }

  #build(uri: string): void {
    this.#due.delete(uri);
    const build = this.#builds.get(uri);
    if (!build) return;
    this.#forgetInputs(uri, build);
    const { exceedsLimit, unmatched } = build;
    this.#objectCount -= build.objectCount;
    try {
      build.build(this.#hasOtherDeliveries, MAX_OBJECTS - this.#objectCount);
    } catch (error) {
      // A bug in the engine. Only the findings in this build can be wrong.
      this.#options.onBug?.(`build of ${uri}`, error);
    } finally {
      this.#objectCount += build.objectCount;
    }
    if (build.exceedsLimit !== exceedsLimit) this.#changed.add(build.root.uri);
    for (const { resource } of [...unmatched, ...build.unmatched]) this.#changed.add(resource.uri);
    for (const input of build.inputs) {
      const known = this.#byInput.get(input);
      if (known) known.add(uri);
      else this.#byInput.set(input, new Set([uri]));
    }
  }

  #remove(uri: string): void {
    const build = this.#builds.get(uri);
    this.#due.delete(uri);
    if (!build) return;
    this.#builds.delete(uri);
    this.#forgetInputs(uri, build);
    this.#objectCount -= build.objectCount;
    if (build.exceedsLimit) this.#changed.add(build.root.uri);
    for (const { resource } of build.unmatched) this.#changed.add(resource.uri);
    for (const each of build.dispose()) this.#changed.add(each);
  }

  #forgetInputs(uri: string, { inputs }: BuiltScope): void {
    for (const input of inputs) {
      const known = this.#byInput.get(input);
      known?.delete(uri);
      if (known?.size === 0) this.#byInput.delete(input);
    }
  }

  /** Returns the findings of a document with those of the builds, which are reported once, with the names of the builds. */
  in(document: ManifestDocument, own: readonly Finding[]): readonly Finding[] {
    const groups = new Map<string, { readonly finding: BuildFinding; readonly names: string[] }>();
    const others = new Set<Finding>();
    for (const build of this.#builds.values()) {
      if (build.exceedsLimit && build.root.document === document) others.add(largeBuildFinding(build.root));
      for (const patch of build.unmatched)
        if (documentContaining(patch.resource.document) === document) others.add(unmatchedPatchFinding(patch));
      for (const finding of build.in(document)) {
        const key = findingKey(finding);
        const known = groups.get(key);
        const { name } = build;
        const names = [...new Set([...(known?.names ?? []), name])].sort();
        const isBetter = !known || (known.finding.isMoved && !finding.isMoved);
        groups.set(key, { finding: isBetter ? finding : known.finding, names });
      }
    }
    if (groups.size === 0 && others.size === 0) return own;
    // A patch that is wrong by itself is reported as a part, maybe at another place in it.
    const known = new Set(own.flatMap((each) => [findingKey(each), each.message]));
    const added = [...withJoinedReferences(groups)].flatMap(([key, { finding, names }]) =>
      known.has(key) || known.has(finding.message) ? [] : [named(finding, names)],
    );
    return [...own, ...added, ...others].sort((a, b) => a.place.span.start - b.place.span.start);
  }
}

/** Returns everything that is built, by a key. */
function sourcesIn(index: ObjectIndex): readonly (readonly [string, BuildSource])[] {
  const { builds } = index;
  // kustomize rejects a file with several documents.
  const isOnly = ({ uri }: Resource) =>
    [...builds.kustomizationsIn(folderPathOf(uri))].filter((other) => other.uri === uri).length === 1;
  const roots = builds.roots.filter((root) => isApplied(root) && isKustomizationFile(root.uri) && isOnly(root));
  const delivered = builds.deliveries.flatMap((delivery) => {
    const root = builds.kustomizationOf(delivery);
    const { uri, kind, namespace, name } = delivery.resource;
    const position = deliveriesOf(delivery.resource).indexOf(delivery);
    return root && isKustomizationFile(root.uri)
      ? [[`${uri} ${kind} ${namespace} ${name} ${position}`, { root, delivery, index }] as const]
      : [];
  });
  return [...roots.map((root) => [root.uri, { root, index }] as const), ...delivered];
}

function findingKey({ rule, place, broken }: Finding & Pick<BuildFinding, 'broken'>): string {
  const about = broken ? ` ${broken.place.uri} ${broken.place.span.start}` : '';
  return `${place.span.start} ${rule}${about}`;
}

/** Returns the same object for the same names. */
function named(finding: BuildFinding, names: readonly string[]): Finding {
  const known = namedFindings(finding);
  const key = names.join('\n');
  const { isMoved: _, broken: __, ...rest } = finding;
  const result = known.get(key) ?? { ...rest, message: `${finding.message} ${appliesTo(names)}` };
  known.set(key, result);
  return result;
}

const namedFindings = memoize((_: BuildFinding) => new Map<string, Finding>());

function appliesTo(names: readonly string[]): string {
  const shown = names.slice(0, MAX_NAMES);
  const more = names.length > shown.length ? [`${names.length - shown.length} others`] : [];
  const all = [...shown, ...more];
  return `Applies to the ${all.length > 1 ? 'builds' : 'build'} ${andList(all)}.`;
}

const MAX_NAMES = 3;
