import { fieldsReferringTo, GROUPS } from '../resources/reference-fields.ts';
import type { Resource } from '../resources/resource.ts';

/**
 * How much an object is referred to, in a few words: `3 references`, or who should refer to it and does not. Of a Cluster
 * it counts the objects that do, for they are what it has. Undefined for kinds to which nothing refers.
 */
export function usageNote(resource: Resource, referrers: readonly object[]): string | undefined {
  const references = referrers.length;
  // A root: nobody is bound to name it, and what belongs to it does.
  if (resource.kind === 'Cluster' && resource.group === GROUPS.cluster) {
    const objects = new Set(referrers).size;
    if (objects === 0) return 'no object here names this cluster';
    return objects === 1 ? '1 object belongs to this cluster' : `${objects} objects belong to this cluster`;
  }
  if (references > 0) return references === 1 ? '1 reference' : `${references} references`;
  const kinds = [...new Set(fieldsReferringTo(resource).map(({ from }) => from.kind))];
  if (kinds.length === 0) return undefined;
  // Of many, no single one is missing.
  return kinds.length <= 2 ? `no ${kinds.join(' or ')} refers to this` : 'nothing refers to this';
}

/** Whether there is anything to say of an object's references. */
export function canBeReferredTo(resource: Resource): boolean {
  return resource.name !== undefined && fieldsReferringTo(resource).length > 0;
}
