import type { Resource } from '../resources/resource.ts';
import type { Asked } from './asked.ts';
import { indexKey } from './object-index.ts';

/**
 * Of some objects those that a kustomization brings together with a file, wherever they lie: they are meant before others
 * that are only nearer. None where nothing that somebody builds takes the file in.
 */
export function builtTogether(asked: Asked, uri: string, objects: Iterable<Resource>): readonly Resource[] {
  const { builds } = asked.index;
  asked.ask(indexKey.builds());
  const ways = builds.waysTo(uri);
  if (ways.size === 0) return [];
  const isInBuild = (other: string) => [...builds.waysTo(other).keys()].some((build) => ways.has(build));
  return [...objects].filter((object) => isInBuild(object.uri));
}

/** Whether anything that somebody builds takes a file in: then what is far away may be meant, or mean it. */
export function isBuilt({ index, ask }: Asked, uri: string): boolean {
  ask(indexKey.builds());
  return index.builds.waysTo(uri).size > 0;
}
