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
  return withPatches
    ? [...index.resources(key), ...index.resources(indexKey.ofPatches(key))]
    : [...index.resources(key)];
}

/** Returns the objects with a key in a file or folder, or everywhere if the container is ''. */
export function resourcesWithin(
  { index, record, withPatches }: RecordedQuery,
  key: IndexKey,
  container: string,
): readonly Resource[] {
  const keys = withPatches ? [key, indexKey.ofPatches(key)] : [key];
  return keys.flatMap((each) => {
    record(index.keyWithin(each, container));
    return [...index.resourcesWithin(each, container)];
  });
}
