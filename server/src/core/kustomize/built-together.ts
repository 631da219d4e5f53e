import type { RecordedQuery } from '../dependencies/recorded-query.ts';
import { indexKey } from '../index/object-index.ts';
import type { Resource } from '../objects/resource.ts';

/**
 * Returns the objects that are in the same build as a file. They take precedence over nearer objects. Returns none if
 * no build includes the file.
 */
export function inSameBuild(query: RecordedQuery, uri: string, objects: Iterable<Resource>): readonly Resource[] {
  const { builds } = query.index;
  query.record(indexKey.builds());
  const ways = builds.buildsIncluding(uri);
  if (ways.size === 0) return [];
  const isInBuild = (other: string) => [...builds.buildsIncluding(other).keys()].some((build) => ways.has(build));
  return [...objects].filter((object) => isInBuild(object.uri));
}

/** Returns true if a build includes a file: its references may then resolve to distant objects, and the reverse. */
export function isInBuild({ index, record }: RecordedQuery, uri: string): boolean {
  record(indexKey.builds());
  return index.builds.buildsIncluding(uri).size > 0;
}
