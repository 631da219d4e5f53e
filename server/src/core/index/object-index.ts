import { deliveriesOf } from '../objects/delivery.ts';
import type { GroupKind } from '../objects/group-kind.ts';
import { isBuiltinTransformer, isKustomization, patchFilesOf } from '../objects/kustomization.ts';
import type { Referrer } from '../objects/resolution.ts';
import type { Facet, Resource } from '../objects/resource.ts';
import { isTemplate } from '../objects/template-text.ts';
import { containersOf, folderOf } from '../text/containers.ts';
import { HashCache, hashOf } from '../text/hash.ts';
import { Builds } from './builds.ts';
import { type ContainedObject, ContainerIndex, type ContainerQuery } from './container-index.ts';
import { Counter } from './counter.ts';
import { ANY_NAMESPACE, type IndexKey, indexKey, namespaceKey } from './index-key.ts';
import { isJoined } from './is-joined.ts';
import { KeySet } from './key-set.ts';
import { KindIndex } from './kind-index.ts';
import { LocatedMultimap } from './located-multimap.ts';
import { Multimap } from './multimap.ts';

// Everything about an index is imported from here.
export { ANY_NAMESPACE, type IndexKey, indexKey, namespaceKey };

/** Objects and references by index key. `add` and `remove` report each key that they touch. */
export class ObjectIndex {
  readonly #hashes = new HashCache();
  readonly #resources = new LocatedMultimap<Resource>(
    {
      uriOf: ({ uri }) => uri,
      hasKey: (resource, key) => isKeyOfResource(key, resource, this.isPatch(resource)),
    },
    this.#hashes,
  );
  readonly #referrers = new LocatedMultimap<Referrer>(
    {
      uriOf: ({ resource }) => resource.uri,
      hasKey: (referrer, key) => isKeyOfReferrer(key, referrer, this.isPatch(referrer.resource)),
    },
    this.#hashes,
  );
  /** Keys with queries for a file or folder. */
  readonly #partialKeys = new KeySet(this.#hashes);
  /** Keys with queries for whether several objects have them. */
  readonly #countedKeys = new KeySet(this.#hashes);
  readonly #contained = new ContainerIndex(indexKey.in);
  readonly #objects = new Map<Resource, IndexedObject>();
  readonly #ofKind = new KindIndex();
  readonly #ofFile = new Multimap<string, Resource>();
  /** Record `indexKey.builds()` for each query. */
  readonly builds = new Builds((uri) => this.#ofFile.has(uri));
  readonly #opaque = new Counter<IndexKey>();

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
    return indexKey.within(key, container);
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
    return this.#ofKind.kinds();
  }

  /** Returns all objects of a kind, without patches. Not for rules, because it has no index key. */
  ofKind(kind: GroupKind): ReadonlySet<Resource> {
    return this.#ofKind.of(kind);
  }

  /** Returns true if a kustomization applies the object to another one. Rules must also record `patching`. */
  isPatch(resource: Resource): boolean {
    return this.#objects.get(resource)?.isPatch ?? false;
  }

  /** Touches the keys of the builds that changed since the last call. */
  updateBuilds(touched: (key: IndexKey) => void): void {
    const { isChanged, folders } = this.builds.takeChanged();
    if (isChanged) touched(indexKey.builds());
    for (const folder of folders) touched(indexKey.kustomizationIn(folder));
  }

  hasOpaque(key: IndexKey): boolean {
    return this.#opaque.has(key);
  }

  /** Returns the hashes of the keys of an object and of its references, without those of `keyWithin` and `keyOfSeveral`. */
  hashesOf(resource: Resource): readonly number[] {
    const object = this.#objects.get(resource);
    if (!object) return [];
    const keys = [...resourceKeys(resource), ...object.referrers.flatMap(referrerKeys)];
    const hashes = (object.isPatch ? keys.map(indexKey.ofPatches) : keys).map(hashOf);
    return [...this.#contained.hashesOf(object), ...hashes];
  }

  add(resource: Resource, touched: (key: IndexKey) => void): void {
    if (!this.#ofFile.has(resource.uri)) this.builds.fileAppearedOrDisappeared(resource.uri);
    this.#ofFile.insert(resource.uri, resource);
    this.builds.add(resource);
    if (isChangingOthers(resource)) touched(indexKey.changes(resource.uri));
    this.#insert(resource, touched);
    this.#reindexPatches(resource, touched);
  }

  remove(resource: Resource, touched: (key: IndexKey) => void): void {
    this.#delete(resource, touched);
    this.#ofFile.drop(resource.uri, resource);
    if (!this.#ofFile.has(resource.uri)) this.builds.fileAppearedOrDisappeared(resource.uri);
    this.builds.remove(resource);
    if (isChangingOthers(resource)) touched(indexKey.changes(resource.uri));
    this.#reindexPatches(resource, touched);
  }

  /** Reindexes the files that an added or removed kustomization names as patches. */
  #reindexPatches(kustomization: Resource, touched: (key: IndexKey) => void): void {
    for (const uri of patchFilesOf(kustomization))
      for (const resource of [...this.#ofFile.values(uri)]) {
        if (resource.inside || this.isPatch(resource) === this.has(indexKey.patching(uri))) continue;
        this.#delete(resource, touched);
        this.#insert(resource, touched);
      }
  }

  #insert(resource: Resource, touched: (key: IndexKey) => void): void {
    const isPatch = resource.inside ? resource.inside === 'patch' : this.has(indexKey.patching(resource.uri));
    const object = indexedObject(resource, isPatch);
    this.#objects.set(resource, object);
    if (!isPatch) this.#ofKind.add(resource);
    this.#contained.insert(object);
    for (const key of this.#contained.queriedKeysOf(object)) touched(key);
    const own = (keys: readonly IndexKey[]) => (isPatch ? keys.map(indexKey.ofPatches) : keys);
    for (const key of own(resourceKeys(resource))) {
      this.#resources.insert(key, resource);
      this.#touchSeveral(key, resource.uri, 2, touched);
      this.#touch(key, resource.uri, touched);
    }
    for (const referrer of object.referrers)
      for (const key of own(referrerKeys(referrer))) {
        this.#referrers.insert(key, referrer);
        this.#touch(key, resource.uri, touched);
      }
  }

  #delete(resource: Resource, touched: (key: IndexKey) => void): void {
    const object = this.#objects.get(resource);
    if (!object) return;
    const { isPatch, referrers } = object;
    if (!isPatch) this.#ofKind.delete(resource);
    this.#contained.drop(object);
    for (const key of this.#contained.queriedKeysOf(object)) touched(key);
    const own = (keys: readonly IndexKey[]) => (isPatch ? keys.map(indexKey.ofPatches) : keys);
    for (const key of own(resourceKeys(resource))) {
      this.#resources.drop(key, resource);
      this.#touchSeveral(key, resource.uri, 1, touched);
      this.#touch(key, resource.uri, touched);
    }
    for (const referrer of referrers)
      for (const key of own(referrerKeys(referrer))) {
        this.#referrers.drop(key, referrer);
        this.#touch(key, resource.uri, touched);
      }
    this.#objects.delete(resource);
  }

  #touch(key: IndexKey, uri: string, touched: (key: IndexKey) => void): void {
    touched(key);
    if (!this.#partialKeys.has(key)) return;
    for (const container of containersOf(uri)) if (container !== '') touched(indexKey.within(key, container));
  }

  /** If more than `limit` remain after an addition or removal, there were several before, and nothing changed. */
  #touchSeveral(key: IndexKey, uri: string, limit: number, touched: (key: IndexKey) => void): void {
    if (!this.#countedKeys.has(key)) return;
    for (const container of containersOf(uri))
      if (this.#resources.within(key, container).length <= limit) touched(indexKey.several(key, container));
  }

  /** Counts a document that may contain any object. `change` is 1 or -1. */
  countOpaque(uri: string, change: 1 | -1, touched: (key: IndexKey) => void): void {
    for (const container of [uri, folderOf(uri)]) {
      const key = indexKey.opaqueIn(container);
      this.#opaque.add(key, change);
      touched(key);
    }
  }
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

/** Returns true if `referrerKeys` contains the key, for a patch after `/`. */
function isKeyOfReferrer(key: IndexKey, referrer: Referrer, isPatch: boolean): boolean {
  if (key.startsWith('/') !== isPatch) return false;
  const { group, kind, name } = referrer.reference.target;
  const at = isPatch ? 1 : 0;
  if (key[at] === 'r') return isJoined(key, at, 'r', group, kind, name);
  return isJoined(key, at, 's', group, kind, name, namespaceKey(targetNamespaceOf(referrer)));
}

/** Returns true if `resourceKeys` contains the key, for a patch after `/`. */
function isKeyOfResource(key: IndexKey, resource: Resource, isPatch: boolean): boolean {
  if (key.startsWith('/') !== isPatch) return false;
  const { group, kind, name, namespace } = resource;
  const at = isPatch ? 1 : 0;
  if (key[at] === 'p') return patchFilesOf(resource).some((uri) => isJoined(key, at, 'p', uri));
  if (name === undefined) return false;
  if (key[at] === 'n') return isJoined(key, at, 'n', group, kind, name);
  return isJoined(key, at, 'i', group, kind, name, namespaceKey(namespace));
}

/** What the index keeps of an object. */
interface IndexedObject extends ContainedObject {
  readonly referrers: readonly Referrer[];
}

function indexedObject(resource: Resource, isPatch: boolean): IndexedObject {
  const referrers =
    resource.references.length === 0 ? NONE : resource.references.map((reference) => ({ resource, reference }));
  let facets: readonly Facet[] = NONE;
  // Unlike `push`, this allocates no spare memory.
  for (const facet of resource.model.facetsOf(resource)) if (!isTemplate(facet.value)) facets = facets.concat([facet]);
  return { resource, facets, namespace: namespaceKey(resource.namespace), isPatch, referrers };
}

const NONE: readonly never[] = [];

/** Returns true for kustomizations, transformers, and what Flux and Argo CD apply. */
function isChangingOthers(resource: Resource): boolean {
  return isKustomization(resource) || isBuiltinTransformer(resource) || deliveriesOf(resource).length > 0;
}
