import { isOneOf } from '../objects/group-kind.ts';
import type { Resource } from '../objects/resource.ts';

/**
 * Returns how often an object is referred to, such as `3 references`. For a root such as a Cluster, returns the number of
 * objects that name it, since these belong to it. Undefined for kinds to which nothing refers.
 */
export function referenceCount(resource: Resource, referrers: readonly object[]): string | undefined {
  // An object may name its root in several fields.
  if (isOneOf(resource, resource.model.roots)) return count(new Set(referrers).size, 'object');
  if (referrers.length === 0 && resource.model.fieldsReferringTo(resource).length === 0) return undefined;
  return count(referrers.length, 'reference');
}

/** Returns true if objects of its kind can be referred to. */
export function canBeReferredTo(resource: Resource): boolean {
  return resource.name !== undefined && resource.model.fieldsReferringTo(resource).length > 0;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
