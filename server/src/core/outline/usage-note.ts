import { isOneOf } from '../objects/group-kind.ts';
import type { Resource } from '../objects/resource.ts';

/**
 * Returns how often an object is referred to: `3 references`, or which kinds should refer to it and do not. For a root
 * such as a Cluster it counts the objects that name it, since these belong to it. Undefined for kinds to which nothing
 * refers.
 */
export function usageNote(resource: Resource, referrers: readonly object[]): string | undefined {
  const { model, kind } = resource;
  // No particular kind has to name a root.
  if (isOneOf(resource, model.roots)) {
    const objects = new Set(referrers).size;
    const root = kind.toLowerCase();
    if (objects === 0) return `no object here names this ${root}`;
    return objects === 1 ? `1 object belongs to this ${root}` : `${objects} objects belong to this ${root}`;
  }
  const references = referrers.length;
  if (references > 0) return references === 1 ? '1 reference' : `${references} references`;
  const kinds = [...new Set(model.fieldsReferringTo(resource).map(({ from }) => from.kind))];
  if (kinds.length === 0) return undefined;
  // Of many kinds, no single one is missing.
  return kinds.length <= 2 ? `no ${kinds.join(' or ')} refers to this` : 'nothing refers to this';
}

/** True if objects of its kind can be referred to. */
export function canBeReferredTo(resource: Resource): boolean {
  return resource.name !== undefined && resource.model.fieldsReferringTo(resource).length > 0;
}
