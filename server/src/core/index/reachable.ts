import type { Resource } from '../objects/resource.ts';

/** The kustomizations that each kustomization includes. */
export type Includes = ReadonlyMap<Resource, readonly Resource[]>;

/** Returns a kustomization and everything that it includes, directly or not, according to `taken`. */
export function reachable(root: Resource, taken: Includes): Set<Resource> {
  const found = new Set([root]);
  // The loop also visits elements that it adds.
  for (const each of found) for (const other of taken.get(each) ?? []) found.add(other);
  return found;
}
