import { type IndexKey, indexKey, type ObjectIndex } from '../index/object-index.ts';
import type { Resource } from '../objects/resource.ts';

/** An index that is told which questions were asked. */
export interface RecordedQuery {
  readonly index: ObjectIndex;
  readonly record: (key: IndexKey) => void;
  /** Lookups of names include those in patches. */
  readonly withPatches?: true;
  /** What was found of objects that are asked about again and again, while the questions are remembered together. */
  readonly spread?: Map<Resource, boolean>;
}

export function resourcesOf({ index, record, withPatches }: RecordedQuery, key: IndexKey): readonly Resource[] {
  record(key);
  return withPatches
    ? [...index.resources(key), ...index.resources(indexKey.ofPatches(key))]
    : [...index.resources(key)];
}

/** Those that answer to a key in a file, below a folder, or anywhere where the container is ''. */
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
