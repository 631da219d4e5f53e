import type { Reference } from '../../core/objects/references.ts';
import type { Resource } from '../../core/objects/resource.ts';
import { CLUSTER_GROUP, CONTROL_PLANE_GROUP } from './kinds.ts';

/** The groups of objects whose references have a kind and, up to v1beta1, a namespace. */
const GROUPS: readonly string[] = [CLUSTER_GROUP, CONTROL_PLANE_GROUP];

/**
 * Returns true if controllers look for the object that a reference names only in the namespace of the object that has the
 * reference. Source: Cluster API controllers use the namespace of the object; the conversion of v1.11 and later drops the
 * field.
 */
export function ignoresNamespace(resource: Resource, { field }: Reference): boolean {
  return GROUPS.includes(resource.group) && Boolean(field.statesKind);
}
