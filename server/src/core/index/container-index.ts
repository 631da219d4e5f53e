import type { GroupKind } from '../objects/group-kind.ts';
import type { Facet, Resource } from '../objects/resource.ts';
import { folderOf } from '../text/containers.ts';
import { continuedHash, hashOf } from '../text/hash.ts';
import { memoize } from '../text/memoize.ts';
import { KeySet } from './key-set.ts';
import { Multimap } from './multimap.ts';

/** A query for the objects in a file or folder. */
export interface ContainerQuery {
  /** The URI of a file, or of a folder with a trailing slash. */
  readonly container: string;
  readonly kind: GroupKind;
  readonly facet?: Facet | undefined;
  /** A value of `namespaceKey`. Without it, all namespaces. */
  readonly namespace?: string;
  /** Only patches, instead of only objects. */
  readonly ofPatches?: true;
}

/** What the index needs to know of an object, without its tree. */
export interface ContainedObject {
  readonly resource: Resource;
  readonly facets: readonly Facet[];
  readonly namespace: string;
  readonly isPatch: boolean;
}

/** Up to this number of objects in a file or folder, a scan is fast enough. */
const MAX_SCANNED = 16;

/**
 * The objects of each file and folder. Most have few objects, and for these no keys are stored, which would take most of
 * the memory of a large workspace.
 */
export class ContainerIndex {
  readonly #keyOf: (query: ContainerQuery) => string;
  readonly #contents = new Multimap<string, ContainedObject>();
  /** The files and folders for which there was a query. */
  readonly #queried = new KeySet();
  /** For files and folders with many objects: the objects by key. Created on first use. */
  readonly #byKey = new Map<string, Multimap<string, ContainedObject>>();

  /** `keyOf` returns a text that differs for different queries. */
  constructor(keyOf: (query: ContainerQuery) => string) {
    this.#keyOf = keyOf;
  }

  insert(object: ContainedObject): void {
    for (const container of containersOf(object)) {
      this.#contents.insert(container, object);
      const byKey = this.#byKey.get(container);
      if (byKey) for (const query of queriesFor(object, container)) byKey.insert(this.#keyOf(query), object);
    }
  }

  /** Removes an object, the same that was inserted. */
  drop(object: ContainedObject): void {
    for (const container of containersOf(object)) {
      this.#contents.drop(container, object);
      const byKey = this.#byKey.get(container);
      if (!byKey) continue;
      if (!this.#contents.has(container)) this.#byKey.delete(container);
      else for (const query of queriesFor(object, container)) byKey.drop(this.#keyOf(query), object);
    }
  }

  /** Returns the keys of all queries that an object matches, without the files and folders for which there was no query. */
  queriedKeysOf(object: ContainedObject): readonly string[] {
    // Hot path: while the files are read, there are no queries yet.
    const queried = containersOf(object).filter((container) => this.#queried.has(container));
    return queried.flatMap((container) => [...queriesFor(object, container)].map(this.#keyOf));
  }

  /** Returns the hashes of the keys of all queries that an object matches (`indexKey.in`), without creating the keys. */
  hashesOf(object: ContainedObject): readonly number[] {
    const { resource, namespace, facets, isPatch } = object;
    return containersOf(object).flatMap((container) => {
      const start = hashOf(`${isPatch ? '/k' : 'k'} ${resource.group} ${resource.kind} ${container} `);
      return ['', namespace].flatMap((each) => {
        const within = continuedHash(start, `${each} `);
        return [
          continuedHash(within, ' '),
          ...facets.map(({ name, value }) => continuedHash(continuedHash(within, `${name} `), value)),
        ];
      });
    });
  }

  /** Returns the matching objects in the order of insertion; if there are many, the same array until they change. */
  find(query: ContainerQuery): readonly Resource[] {
    const { container } = query;
    this.#queried.add(container);
    if (this.#contents.hasMore(container, MAX_SCANNED))
      return resourcesOf(this.#keysOf(container).list(this.#keyOf(query)));
    // Hot path: most files have few objects.
    const found: Resource[] = [];
    for (const object of this.#contents.list(container)) if (fits(object, query)) found.push(object.resource);
    return found;
  }

  #keysOf(container: string): Multimap<string, ContainedObject> {
    let byKey = this.#byKey.get(container);
    if (!byKey) {
      byKey = new Multimap();
      for (const object of this.#contents.values(container))
        for (const query of queriesFor(object, container)) byKey.insert(this.#keyOf(query), object);
      this.#byKey.set(container, byKey);
    }
    return byKey;
  }
}

const resourcesOf = memoize((objects: readonly ContainedObject[]) => objects.map(({ resource }) => resource));

function containersOf({ resource: { uri } }: ContainedObject): readonly string[] {
  return [uri, folderOf(uri)];
}

function fits({ resource, facets, namespace, isPatch }: ContainedObject, query: ContainerQuery): boolean {
  const { kind, facet } = query;
  return (
    resource.kind === kind.kind &&
    resource.group === kind.group &&
    isPatch === (query.ofPatches ?? false) &&
    (query.namespace === undefined || query.namespace === namespace) &&
    (!facet || facets.some(({ name, value }) => name === facet.name && value === facet.value))
  );
}

/** Returns all queries that an object matches in a file or folder. */
function* queriesFor(object: ContainedObject, container: string): Generator<ContainerQuery> {
  const { resource: kind, namespace, facets, isPatch } = object;
  const shared = { container, kind, ...(isPatch ? { ofPatches: true as const } : {}) };
  yield shared;
  yield { ...shared, namespace };
  for (const facet of facets) {
    yield { ...shared, facet };
    yield { ...shared, facet, namespace };
  }
}
