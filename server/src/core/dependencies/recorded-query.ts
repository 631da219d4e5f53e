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
  return withPatches ? joined([index.resources(key), index.resources(indexKey.ofPatches(key))]) : index.resources(key);
}

/** Those that answer to a key in a file, below a folder, or anywhere where the container is ''. */
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
