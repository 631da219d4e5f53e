import type { RecordedQuery } from '../dependencies/recorded-query.ts';
import { indexKey } from '../index/object-index.ts';
import type { Resource } from '../objects/resource.ts';

/**
 * Of some objects those that a kustomization brings together with a file, wherever they lie: they are meant before others
 * that are only nearer. None where nothing that somebody builds takes the file in.
 */
export function builtTogether(query: RecordedQuery, uri: string, objects: Iterable<Resource>): readonly Resource[] {
  const { builds } = query.index;
  query.record(indexKey.builds());
  const ways = builds.waysTo(uri);
  if (ways.size === 0) return [];
  const isInBuild = (other: string) => [...builds.waysTo(other).keys()].some((build) => ways.has(build));
  return [...objects].filter((object) => isInBuild(object.uri));
}

/** Whether anything that somebody builds takes a file in: then what is far away may be meant, or mean it. */
export function isBuilt({ index, record }: RecordedQuery, uri: string): boolean {
  record(indexKey.builds());
  return index.builds.waysTo(uri).size > 0;
}
