import type { View } from '../rules/rule.ts';
import { GROUPS } from './reference-fields.ts';
import type { Resource } from './resource.ts';

/** The three objects that must agree on where the API server is. */
export interface ClusterParts {
  readonly cluster: Resource;
  readonly controlPlane?: Resource;
  readonly infrastructure?: Resource;
}

/** What a Cluster joins, as far as manifests at hand say: a Kamaji control plane, a Metal³ infrastructure cluster. */
export function partsOf(cluster: Resource, view: Pick<View, 'resolve'>): ClusterParts {
  const controlPlane = part(cluster, view, 'spec.controlPlaneRef', GROUPS.controlPlane, 'KamajiControlPlane');
  const infrastructure = part(cluster, view, 'spec.infrastructureRef', GROUPS.infrastructure, 'Metal3Cluster');
  return { cluster, ...(controlPlane ? { controlPlane } : {}), ...(infrastructure ? { infrastructure } : {}) };
}

function part(
  cluster: Resource,
  view: Pick<View, 'resolve'>,
  field: string,
  group: string,
  kind: string,
): Resource | undefined {
  const reference = cluster.references.find((candidate) => candidate.field.pattern.text === field);
  if (reference?.target.group !== group || reference.target.kind !== kind) return undefined;
  const resolution = view.resolve(cluster, reference);
  return resolution.kind === 'object' && !resolution.resource.broken ? resolution.resource : undefined;
}
