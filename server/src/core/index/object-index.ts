import { deliveriesOf } from '../objects/delivery.ts';
import type { GroupKind } from '../objects/group-kind.ts';
import { isKustomization, patchFilesOf } from '../objects/kustomization.ts';
import type { Referrer } from '../objects/resolution.ts';
import type { Facet, Resource } from '../objects/resource.ts';
import { isTemplate } from '../objects/template-text.ts';
import { containersOf, folderOf } from '../text/containers.ts';
import { Builds } from './builds.ts';
import { LocatedMultimap } from './located-multimap.ts';
import { Multimap } from './multimap.ts';

/**
 * The questions that can be asked of a workspace, as text: an answer stays true for as long as no document that is
 * added or removed answers to the same text. That is how an edit finds out whose findings it can have changed.
 */
export type IndexKey = string;

export const indexKey = {
  /** In any namespace. */
  named: ({ group, kind }: GroupKind, name: string): IndexKey => flat('n', group, kind, name),
  /** In that namespace; `ANY_NAMESPACE` for those that may turn out to be in any. */
  namedIn: ({ group, kind }: GroupKind, name: string, namespace: string): IndexKey =>
    flat('i', group, kind, name, namespace),
  referrers: ({ group, kind }: GroupKind, name: string): IndexKey => flat('r', group, kind, name),
  /** Those that look in that namespace; `ANY_NAMESPACE` for those that may turn out to look in any. */
  referrersIn: ({ group, kind }: GroupKind, name: string, namespace: string): IndexKey =>
    flat('s', group, kind, name, namespace),
  kindIn: ({ group, kind }: GroupKind, container: string): IndexKey => flat('k', group, kind, container),
  /** Of that kind, in a file or folder, and in that namespace; `ANY_NAMESPACE` for those that may turn out to be in any. */
  kindInNamespace: ({ group, kind }: GroupKind, container: string, namespace: string): IndexKey =>
    flat('m', group, kind, container, namespace),
  /** Of that kind, in a file or folder, and with that facet. */
  facetIn: ({ group, kind }: GroupKind, container: string, { name, value }: Facet): IndexKey =>
    flat('f', group, kind, container, name, value),
  /** The same in that namespace; `ANY_NAMESPACE` for those that may turn out to be in any. */
  facetInNamespace: (
    { group, kind }: GroupKind,
    container: string,
    { name, value }: Facet,
    namespace: string,
  ): IndexKey => flat('g', group, kind, container, namespace, name, value),
  /** The patches among the answers: what a kustomization applies to an object is none, and answers to nothing else. */
  ofPatches: (key: IndexKey): IndexKey => `/${key}`,
  /** Kustomizations that apply a file as a patch. */
  patching: (uri: string): IndexKey => `p ${uri}`,
  /** Whether a folder, whose URI has no slash at its end, has a kustomization. */
  beside: (folder: string): IndexKey => `c ${folder}`,
  /** How anything is built. */
  builds: (): IndexKey => 'b',
  /** What a kustomization changes in the objects that it takes in. */
  changes: (uri: string): IndexKey => `u ${uri}`,
  /** Whether more than one answers to a key in a file, below a folder, or anywhere. */
  several: (key: IndexKey, container: string): IndexKey => flat('2', key, container),
  /** Documents of a file or folder that cannot be read, or do not say what they are. */
  opaqueIn: (container: string): IndexKey => `o ${container}`,
};

/** Put together at once: of a text that is added up from parts V8 keeps every part, a third of a large workspace's memory. */
function flat(...parts: readonly string[]): IndexKey {
  return parts.join(' ');
}

export const ANY_NAMESPACE = '*';

/** A namespace that is not written, or is a template, may turn out to be any. */
export function namespaceKey(namespace: string | undefined): string {
  return namespace === undefined || isTemplate(namespace) ? ANY_NAMESPACE : namespace;
}

/** Objects and references by what they answer to. Adding and removing report each key they touch. */
export class ObjectIndex {
  readonly #resources = new LocatedMultimap<IndexKey, Resource>(({ uri }) => uri);
  readonly #referrers = new LocatedMultimap<IndexKey, Referrer>(({ resource }) => resource.uri);
  /** The keys of which somebody has asked for a part. */
  readonly #parted = new Set<IndexKey>();
  /** Those of which somebody has asked whether there are several. */
  readonly #counted = new Set<IndexKey>();
  readonly #ofResource = new Map<Resource, readonly Referrer[]>();
  readonly #ofKind = new Map<string, Set<Resource>>();
  readonly #ofFile = new Multimap<string, Resource>();
  readonly #patches = new Set<Resource>();
  /** RecordedQuery with `indexKey.builds()`. */
  readonly builds = new Builds((uri) => this.#ofFile.has(uri));
  readonly #opaque = new Map<IndexKey, number>();

  resources(key: IndexKey): readonly Resource[] {
    return this.#resources.list(key);
  }

  /** Those in a file, below a folder, or anywhere where the container is ''; the answer to `keyWithin`. */
  resourcesWithin(key: IndexKey, container: string): readonly Resource[] {
    return this.#resources.within(key, container);
  }

  /** Those whose referring object is in a file, below a folder, or anywhere where the container is ''. */
  referrersWithin(key: IndexKey, container: string): readonly Referrer[] {
    return this.#referrers.within(key, container);
  }

  /** What answers to a key in a file, below a folder, or anywhere: only what comes or goes there touches that. */
  keyWithin(key: IndexKey, container: string): IndexKey {
    if (container === '') return key;
    this.#parted.add(key);
    return partOf(key, container);
  }

  /** The key of whether several answer to a key there: only the first two that come, and the last two that go, touch that. */
  keyOfSeveral(key: IndexKey, container: string): IndexKey {
    this.#counted.add(key);
    return indexKey.several(key, container);
  }

  has(key: IndexKey): boolean {
    return this.#resources.has(key);
  }

  /** The kinds of which there are objects. */
  kinds(): readonly GroupKind[] {
    return [...this.#ofKind.values()].flatMap((resources) => [...resources].slice(0, 1));
  }

  /** All there are but patches, wherever they are: nobody who judges may ask this, for it names no key. */
  ofKind({ group, kind }: GroupKind): ReadonlySet<Resource> {
    return this.#ofKind.get(`${group}/${kind}`) ?? new Set();
  }

  referrers(key: IndexKey): Iterable<Referrer> {
    return this.#referrers.values(key);
  }

  /** Whether a kustomization applies what an object says to another; asked by who judges, `patching` goes with it. */
  isPatch(resource: Resource): boolean {
    return this.#patches.has(resource);
  }

  /** Touches what the changes since the last call have built otherwise. */
  settle(touched: (key: IndexKey) => void): void {
    const { isOther, folders } = this.builds.takeChanged();
    if (isOther) touched(indexKey.builds());
    for (const folder of folders) touched(indexKey.beside(folder));
  }

  opaque(key: IndexKey): boolean {
    return (this.#opaque.get(key) ?? 0) > 0;
  }

  add(resource: Resource, touched: (key: IndexKey) => void): void {
    if (!this.#ofFile.has(resource.uri)) this.builds.fileTurned(resource.uri);
    this.#ofFile.insert(resource.uri, resource);
    this.builds.add(resource);
    if (isKustomization(resource) || deliveriesOf(resource).length > 0) touched(indexKey.changes(resource.uri));
    this.#ofResource.set(
      resource,
      resource.references.map((reference) => ({ resource, reference })),
    );
    this.#enter(resource, touched);
    this.#regardPatches(resource, touched);
  }

  remove(resource: Resource, touched: (key: IndexKey) => void): void {
    this.#leave(resource, touched);
    this.#ofResource.delete(resource);
    this.#ofFile.drop(resource.uri, resource);
    if (!this.#ofFile.has(resource.uri)) this.builds.fileTurned(resource.uri);
    this.builds.remove(resource);
    if (isKustomization(resource) || deliveriesOf(resource).length > 0) touched(indexKey.changes(resource.uri));
    this.#regardPatches(resource, touched);
  }

  /** What a kustomization that comes or goes applies as patches becomes patches, or objects again. */
  #regardPatches(kustomization: Resource, touched: (key: IndexKey) => void): void {
    for (const uri of patchFilesOf(kustomization))
      for (const resource of [...this.#ofFile.values(uri)]) {
        if (resource.inside || this.#patches.has(resource) === this.has(indexKey.patching(uri))) continue;
        this.#leave(resource, touched);
        this.#enter(resource, touched);
      }
  }

  #enter(resource: Resource, touched: (key: IndexKey) => void): void {
    const isPatch = resource.inside ? resource.inside === 'patch' : this.has(indexKey.patching(resource.uri));
    if (isPatch) this.#patches.add(resource);
    else {
      const kind = `${resource.group}/${resource.kind}`;
      const ofKind = this.#ofKind.get(kind);
      if (ofKind) ofKind.add(resource);
      else this.#ofKind.set(kind, new Set([resource]));
    }
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

  #leave(resource: Resource, touched: (key: IndexKey) => void): void {
    const isPatch = this.#patches.delete(resource);
    if (!isPatch) {
      const kind = `${resource.group}/${resource.kind}`;
      const ofKind = this.#ofKind.get(kind);
      ofKind?.delete(resource);
      if (ofKind?.size === 0) this.#ofKind.delete(kind);
    }
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
    if (!this.#parted.has(key)) return;
    for (const container of containersOf(uri)) if (container !== '') touched(partOf(key, container));
  }

  /** Of more than `few` that are there after one has come or gone, there were several before. */
  #touchSeveral(key: IndexKey, uri: string, few: number, touched: (key: IndexKey) => void): void {
    if (!this.#counted.has(key)) return;
    for (const container of containersOf(uri))
      if (!hasMore(few, this.#resources.within(key, container))) touched(indexKey.several(key, container));
  }

  /** Counts a document that might be anything, `change` being 1 or -1. */
  countOpaque(uri: string, change: 1 | -1, touched: (key: IndexKey) => void): void {
    for (const container of [uri, folderOf(uri)]) {
      const key = indexKey.opaqueIn(container);
      this.#opaque.set(key, (this.#opaque.get(key) ?? 0) + change);
      touched(key);
    }
  }
}

function hasMore(few: number, values: Iterable<unknown>): boolean {
  let seen = 0;
  for (const _ of values) if (++seen > few) return true;
  return false;
}

function partOf(key: IndexKey, container: string): IndexKey {
  return flat(key, container);
}

/** The namespace in which a reference looks for its object; undefined where it does not say, or the object has none. */
export function namespaceLookedIn({ resource, reference }: Referrer): string | undefined {
  const { field, target } = reference;
  return field.namespace === 'none' ? undefined : (target.namespace ?? resource.namespace);
}

function referrerKeys(referrer: Referrer): readonly IndexKey[] {
  const { target } = referrer.reference;
  return [
    indexKey.referrers(target, target.name),
    indexKey.referrersIn(target, target.name, namespaceKey(namespaceLookedIn(referrer))),
  ];
}

function resourceKeys(resource: Resource): readonly IndexKey[] {
  const facets = [...resource.model.facetsOf(resource)].filter(({ value }) => !isTemplate(value));
  return [
    ...(resource.name === undefined
      ? []
      : [
          indexKey.named(resource, resource.name),
          indexKey.namedIn(resource, resource.name, namespaceKey(resource.namespace)),
        ]),
    ...[resource.uri, folderOf(resource.uri)].flatMap((container) => [
      indexKey.kindIn(resource, container),
      indexKey.kindInNamespace(resource, container, namespaceKey(resource.namespace)),
      ...facets.flatMap((facet) => [
        indexKey.facetIn(resource, container, facet),
        indexKey.facetInNamespace(resource, container, facet, namespaceKey(resource.namespace)),
      ]),
    ]),
    ...patchFilesOf(resource).map(indexKey.patching),
  ];
}
