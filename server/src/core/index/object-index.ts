import { deliveriesOf } from '../objects/delivery.ts';
import type { GroupKind } from '../objects/group-kind.ts';
import { isKustomization, patchFilesOf } from '../objects/kustomization.ts';
import type { Referrer } from '../objects/resolution.ts';
import type { Resource } from '../objects/resource.ts';
import { isTemplate } from '../objects/template-text.ts';
import { containersOf, folderOf } from '../text/containers.ts';
import { hashOf } from '../text/hash.ts';
import { Builds } from './builds.ts';
import { type ContainedObject, ContainerIndex, type ContainerQuery } from './container-index.ts';
import { LocatedMultimap } from './located-multimap.ts';
import { Multimap } from './multimap.ts';
import { SEVERAL } from './several.ts';

/**
 * A query to the index, as text. Its result is valid until a document with the same key is added or removed. This is
 * how an edit finds the objects whose findings it can change.
 */
export type IndexKey = string;

export const indexKey = {
  /** Objects with a name in any namespace. */
  named: ({ group, kind }: GroupKind, name: string): IndexKey => flat('n', group, kind, name),
  /** Objects with a name in a namespace; `ANY_NAMESPACE` for objects with an unknown namespace. */
  namedIn: ({ group, kind }: GroupKind, name: string, namespace: string): IndexKey =>
    flat('i', group, kind, name, namespace),
  referrers: ({ group, kind }: GroupKind, name: string): IndexKey => flat('r', group, kind, name),
  /** References to a name from a namespace; `ANY_NAMESPACE` for references with an unknown namespace. */
  referrersIn: ({ group, kind }: GroupKind, name: string, namespace: string): IndexKey =>
    flat('s', group, kind, name, namespace),
  /** The objects in a file or folder that a query matches. */
  in: ({ kind: { group, kind }, container, facet, namespace, ofPatches }: ContainerQuery): IndexKey =>
    flat(ofPatches ? '/k' : 'k', group, kind, container, namespace ?? '', facet?.name ?? '', facet?.value ?? ''),
  /** The patches with a key. A patch is not an object, and is only indexed by these keys. */
  ofPatches: (key: IndexKey): IndexKey => `/${key}`,
  /** Kustomizations that apply a file as a patch. */
  patching: (uri: string): IndexKey => `p ${uri}`,
  /** Whether a folder has a kustomization. The URI has no trailing slash. */
  kustomizationIn: (folder: string): IndexKey => `c ${folder}`,
  /** The graph of kustomizations. */
  builds: (): IndexKey => 'b',
  /** The changes that a kustomization makes to its objects. */
  changes: (uri: string): IndexKey => `u ${uri}`,
  /** What the host states about a file or folder. */
  path: (uri: string): IndexKey => `e ${uri}`,
  /** Whether more than one object has a key in a file or folder, or anywhere. */
  several: (key: IndexKey, container: string): IndexKey => flat(key, container, SEVERAL),
  /** Unreadable documents, and documents without a kind, in a file or folder. */
  opaqueIn: (container: string): IndexKey => `o ${container}`,
};

/** Uses `join`, because V8 keeps all parts of a concatenated string, a third of the memory of a large workspace. */
function flat(...parts: readonly string[]): IndexKey {
  return parts.join(' ');
}

export const ANY_NAMESPACE = '*';

/** Returns the namespace, or `ANY_NAMESPACE` if it is not set or is a template. */
export function namespaceKey(namespace: string | undefined): string {
  return namespace === undefined || isTemplate(namespace) ? ANY_NAMESPACE : namespace;
}

/** Objects and references by index key. `add` and `remove` report each key that they touch. */
export class ObjectIndex {
  readonly #resources = new LocatedMultimap<IndexKey, Resource>(({ uri }) => uri);
  readonly #referrers = new LocatedMultimap<IndexKey, Referrer>(({ resource }) => resource.uri);
  /** Keys with queries for a file or folder. */
  readonly #partialKeys = new Set<IndexKey>();
  /** Keys with queries for whether several objects have them. */
  readonly #countedKeys = new Set<IndexKey>();
  readonly #contained = new ContainerIndex(indexKey.in);
  readonly #ofResource = new Map<Resource, readonly Referrer[]>();
  readonly #ofKind = new Map<string, Set<Resource>>();
  readonly #ofFile = new Multimap<string, Resource>();
  readonly #patches = new Set<Resource>();
  /** Record `indexKey.builds()` for each query. */
  readonly builds = new Builds((uri) => this.#ofFile.has(uri));
  readonly #opaque = new Map<IndexKey, number>();

  resources(key: IndexKey): readonly Resource[] {
    return this.#resources.list(key);
  }

  /** Returns the matching objects in a file or folder. Record `indexKey.in`. */
  resourcesIn(query: ContainerQuery): readonly Resource[] {
    return this.#contained.find(query);
  }

  /** Returns the objects with a key in a file or folder, or everywhere if the container is ''. Record `keyWithin`. */
  resourcesWithin(key: IndexKey, container: string): readonly Resource[] {
    return this.#resources.within(key, container);
  }

  /** Returns the referrers with a key in a file or folder, or everywhere if the container is ''. */
  referrersWithin(key: IndexKey, container: string): readonly Referrer[] {
    return this.#referrers.within(key, container);
  }

  /** Returns the key that is touched only by changes in a file or folder. */
  keyWithin(key: IndexKey, container: string): IndexKey {
    if (container === '') return key;
    this.#partialKeys.add(key);
    return partOf(key, container);
  }

  /** Returns the key for whether several objects have `key` there. It is not touched as long as that stays the same. */
  keyOfSeveral(key: IndexKey, container: string): IndexKey {
    this.#countedKeys.add(key);
    return indexKey.several(key, container);
  }

  has(key: IndexKey): boolean {
    return this.#resources.has(key);
  }

  /** Returns the objects in a file, including those in a kustomization. */
  inFile(uri: string): Iterable<Resource> {
    return this.#ofFile.values(uri);
  }

  /** Returns the kinds that have objects. */
  kinds(): readonly GroupKind[] {
    return [...this.#ofKind.values()].flatMap((resources) => [...resources].slice(0, 1));
  }

  /** Returns all objects of a kind, without patches. Not for rules, because it has no index key. */
  ofKind({ group, kind }: GroupKind): ReadonlySet<Resource> {
    return this.#ofKind.get(`${group}/${kind}`) ?? new Set();
  }

  referrers(key: IndexKey): Iterable<Referrer> {
    return this.#referrers.values(key);
  }

  /** Returns true if a kustomization applies the object to another one. Rules must also record `patching`. */
  isPatch(resource: Resource): boolean {
    return this.#patches.has(resource);
  }

  /** Touches the keys of the builds that changed since the last call. */
  updateBuilds(touched: (key: IndexKey) => void): void {
    const { isChanged, folders } = this.builds.takeChanged();
    if (isChanged) touched(indexKey.builds());
    for (const folder of folders) touched(indexKey.kustomizationIn(folder));
  }

  hasOpaque(key: IndexKey): boolean {
    return (this.#opaque.get(key) ?? 0) > 0;
  }

  /** Returns the hashes of the keys of an object and of its references, without those of `keyWithin` and `keyOfSeveral`. */
  hashesOf(resource: Resource): readonly number[] {
    const keys = [...resourceKeys(resource), ...(this.#ofResource.get(resource) ?? []).flatMap(referrerKeys)];
    const hashes = (this.isPatch(resource) ? keys.map(indexKey.ofPatches) : keys).map(hashOf);
    return [...this.#contained.hashesOf(resource), ...hashes];
  }

  add(resource: Resource, touched: (key: IndexKey) => void): void {
    if (!this.#ofFile.has(resource.uri)) this.builds.fileAppearedOrDisappeared(resource.uri);
    this.#ofFile.insert(resource.uri, resource);
    this.builds.add(resource);
    if (isKustomization(resource) || deliveriesOf(resource).length > 0) touched(indexKey.changes(resource.uri));
    this.#ofResource.set(
      resource,
      resource.references.map((reference) => ({ resource, reference })),
    );
    this.#insert(resource, touched);
    this.#reindexPatches(resource, touched);
  }

  remove(resource: Resource, touched: (key: IndexKey) => void): void {
    this.#delete(resource, touched);
    this.#ofResource.delete(resource);
    this.#ofFile.drop(resource.uri, resource);
    if (!this.#ofFile.has(resource.uri)) this.builds.fileAppearedOrDisappeared(resource.uri);
    this.builds.remove(resource);
    if (isKustomization(resource) || deliveriesOf(resource).length > 0) touched(indexKey.changes(resource.uri));
    this.#reindexPatches(resource, touched);
  }

  /** Reindexes the files that an added or removed kustomization names as patches. */
  #reindexPatches(kustomization: Resource, touched: (key: IndexKey) => void): void {
    for (const uri of patchFilesOf(kustomization))
      for (const resource of [...this.#ofFile.values(uri)]) {
        if (resource.inside || this.#patches.has(resource) === this.has(indexKey.patching(uri))) continue;
        this.#delete(resource, touched);
        this.#insert(resource, touched);
      }
  }

  #insert(resource: Resource, touched: (key: IndexKey) => void): void {
    const isPatch = resource.inside ? resource.inside === 'patch' : this.has(indexKey.patching(resource.uri));
    if (isPatch) this.#patches.add(resource);
    else {
      const kind = `${resource.group}/${resource.kind}`;
      this.#ofKind.set(kind, (this.#ofKind.get(kind) ?? new Set()).add(resource));
    }
    const object = containedObject(resource, isPatch);
    this.#contained.insert(object);
    for (const key of this.#contained.keysOf(object)) touched(key);
    const own = (keys: readonly IndexKey[]) => (isPatch ? keys.map(indexKey.ofPatches) : keys);
    for (const key of own(resourceKeys(resource))) {
      this.#resources.insert(key, resource);
      this.#touchSeveral(key, resource.uri, 2, touched);
      this.#touch(key, resource.uri, touched);
    }
    for (const referrer of this.#ofResource.get(resource) ?? [])
      for (const key of own(referrerKeys(referrer))) {
        this.#referrers.insert(key, referrer);
        this.#touch(key, resource.uri, touched);
      }
  }

  #delete(resource: Resource, touched: (key: IndexKey) => void): void {
    const isPatch = this.#patches.delete(resource);
    if (!isPatch) {
      const kind = `${resource.group}/${resource.kind}`;
      const ofKind = this.#ofKind.get(kind);
      ofKind?.delete(resource);
      if (ofKind?.size === 0) this.#ofKind.delete(kind);
    }
    const object = this.#contained.drop(resource);
    if (object) for (const key of this.#contained.keysOf(object)) touched(key);
    const own = (keys: readonly IndexKey[]) => (isPatch ? keys.map(indexKey.ofPatches) : keys);
    for (const key of own(resourceKeys(resource))) {
      this.#resources.drop(key, resource);
      this.#touchSeveral(key, resource.uri, 1, touched);
      this.#touch(key, resource.uri, touched);
    }
    for (const referrer of this.#ofResource.get(resource) ?? [])
      for (const key of own(referrerKeys(referrer))) {
        this.#referrers.drop(key, referrer);
        this.#touch(key, resource.uri, touched);
      }
  }

  #touch(key: IndexKey, uri: string, touched: (key: IndexKey) => void): void {
    touched(key);
    if (!this.#partialKeys.has(key)) return;
    for (const container of containersOf(uri)) if (container !== '') touched(partOf(key, container));
  }

  /** If more than `limit` remain after an addition or removal, there were several before, and nothing changed. */
  #touchSeveral(key: IndexKey, uri: string, limit: number, touched: (key: IndexKey) => void): void {
    if (!this.#countedKeys.has(key)) return;
    for (const container of containersOf(uri))
      if (!hasMore(limit, this.#resources.within(key, container))) touched(indexKey.several(key, container));
  }

  /** Counts a document that may contain any object. `change` is 1 or -1. */
  countOpaque(uri: string, change: 1 | -1, touched: (key: IndexKey) => void): void {
    for (const container of [uri, folderOf(uri)]) {
      const key = indexKey.opaqueIn(container);
      this.#opaque.set(key, (this.#opaque.get(key) ?? 0) + change);
      touched(key);
    }
  }
}

function hasMore(limit: number, values: Iterable<unknown>): boolean {
  let seen = 0;
  for (const _ of values) if (++seen > limit) return true;
  return false;
}

function partOf(key: IndexKey, container: string): IndexKey {
  return flat(key, container);
}

/** Returns the namespace of a reference's target; undefined if it is not set, or the target is cluster-scoped. */
export function targetNamespaceOf({ resource, reference }: Referrer): string | undefined {
  const { field, target } = reference;
  return field.namespace === 'none' ? undefined : (target.namespace ?? resource.namespace);
}

function referrerKeys(referrer: Referrer): readonly IndexKey[] {
  const { target } = referrer.reference;
  return [
    indexKey.referrers(target, target.name),
    indexKey.referrersIn(target, target.name, namespaceKey(targetNamespaceOf(referrer))),
  ];
}

/** The keys of an object, except those of files and folders. */
function resourceKeys(resource: Resource): readonly IndexKey[] {
  const { name, namespace } = resource;
  const named =
    name === undefined
      ? []
      : [indexKey.named(resource, name), indexKey.namedIn(resource, name, namespaceKey(namespace))];
  return [...named, ...patchFilesOf(resource).map(indexKey.patching)];
}

function containedObject(resource: Resource, isPatch: boolean): ContainedObject {
  const facets = [...resource.model.facetsOf(resource)].filter(({ value }) => !isTemplate(value)).slice();
  return { resource, facets, namespace: namespaceKey(resource.namespace), isPatch };
}
