import { isOneOf } from '../objects/group-kind.ts';
import type { Resource } from '../objects/resource.ts';

/**
 * Returns the number of references to an object: `3 references`, or the kinds that should refer to it if there is none.
 * For a root such as a Cluster, returns the number of objects that belong to it. Undefined for kinds that no field
 * refers to.
 */
export function usageNote(resource: Resource, referrers: readonly object[]): string | undefined {
  const { model, kind } = resource;
  // Any kind can belong to a root.
  if (isOneOf(resource, model.roots)) {
    const objects = new Set(referrers).size;
    const root = kind.toLowerCase();
    if (objects === 0) return `no objects belong to this ${root}`;
    return objects === 1 ? `1 object belongs to this ${root}` : `${objects} objects belong to this ${root}`;
  }
  const references = referrers.length;
  if (references > 0) return references === 1 ? '1 reference' : `${references} references`;
  const kinds = [...new Set(model.fieldsReferringTo(resource).map(({ from }) => from.kind))];
  if (kinds.length === 0) return undefined;
  // With more kinds, a list would be too long.
  return kinds.length <= 2 ? `not referenced by any ${kinds.join(' or ')}` : 'no references';
}

/** True if objects of its kind can be referred to. */
export function canBeReferredTo(resource: Resource): boolean {
  return resource.name !== undefined && resource.model.fieldsReferringTo(resource).length > 0;
}
