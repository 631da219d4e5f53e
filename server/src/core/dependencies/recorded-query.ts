import type { ContainerQuery } from '../index/container-index.ts';
import { type IndexKey, indexKey, type ObjectIndex } from '../index/object-index.ts';
import type { Resource } from '../objects/resource.ts';

/** An index whose queries are recorded as dependencies. */
export interface RecordedQuery {
  readonly index: ObjectIndex;
  readonly record: (key: IndexKey) => void;
  /** Lookups by name include patches. */
  readonly withPatches?: true;
  /** Caches `isAcrossFiles` by object, for all queries that are recorded together. */
  readonly acrossFiles?: Map<Resource, boolean>;
}

export function resourcesOf({ index, record, withPatches }: RecordedQuery, key: IndexKey): readonly Resource[] {
  record(key);
  return withPatches ? joined([index.resources(key), index.resources(indexKey.ofPatches(key))]) : index.resources(key);
}

/** Returns the matching objects in a file or folder. */
export function resourcesIn({ index, record, withPatches }: RecordedQuery, query: ContainerQuery): readonly Resource[] {
  record(indexKey.in(query));
  const found = index.resourcesIn(query);
  return withPatches ? joined([found, index.resourcesIn({ ...query, ofPatches: true })]) : found;
}

/** Returns the objects with a key in a file or folder, or everywhere if the container is ''. */
export function resourcesWithin(
  { index, record, withPatches }: RecordedQuery,
  key: IndexKey,
  container: string,
): readonly Resource[] {
  const keys = withPatches ? [key, indexKey.ofPatches(key)] : [key];
  return joined(
    keys.map((each) => {
      record(index.keyWithin(each, container));
      return index.resourcesWithin(each, container);
    }),
  );
}

/** Returns the items of all lists. Long lists are rarely copied, because usually all others are empty. */
export function joined<Item>(lists: readonly (readonly Item[])[]): readonly Item[] {
  const [first = [], ...others] = lists.filter((list) => list.length > 0);
  return others.length === 0 ? first : first.concat(...others);
}
