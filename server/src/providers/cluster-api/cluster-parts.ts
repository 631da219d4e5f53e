import { isKind } from '../../core/objects/group-kind.ts';
import type { Reference } from '../../core/objects/references.ts';
import type { Resource } from '../../core/objects/resource.ts';
import type { View } from '../../core/query/view.ts';
import { nodeAt } from '../../core/syntax/lookup.ts';
import { isChecked } from '../kamaji-control-plane/infrastructure-kinds.ts';
import { KamajiControlPlane } from '../kamaji-control-plane/kinds.ts';
import { Cluster, CONTROL_PLANE_GROUP, INFRASTRUCTURE_GROUP } from './kinds.ts';
import { CONTROL_PLANE_REF, INFRASTRUCTURE_REF } from './references.ts';

/** The three objects that must agree on the control plane endpoint. */
export interface ClusterParts {
  readonly cluster: Resource;
  readonly controlPlane?: Resource;
  readonly infrastructure?: Resource;
}

type Lookup = Pick<View, 'resolve'>;

/**
 * Returns the objects in the workspace that a Cluster references: its Kamaji control plane, and its infrastructure cluster if
 * the Kamaji control plane provider checks the endpoint of that kind (such as Metal3Cluster).
 */
export function partsOf(cluster: Resource, view: Lookup): ClusterParts {
  const controlPlane = controlPlaneOf(cluster, view);
  const infrastructure = infrastructureOf(cluster, view);
  return {
    cluster,
    ...(controlPlane ? { controlPlane } : {}),
    ...(infrastructure && isChecked(infrastructure.kind) ? { infrastructure } : {}),
  };
}

/** Returns the KamajiControlPlane that a Cluster references, if it is in the workspace. */
export function controlPlaneOf(cluster: Resource, view: Lookup): Resource | undefined {
  return isKamajiCluster(cluster) ? objectOf(cluster, view, controlPlaneReference(cluster)) : undefined;
}

/** Returns the infrastructure cluster of any kind that a Cluster references, if it is in the workspace. */
export function infrastructureOf(cluster: Resource, view: Lookup): Resource | undefined {
  const reference = infrastructureReference(cluster);
  return reference?.target.group === INFRASTRUCTURE_GROUP ? objectOf(cluster, view, reference) : undefined;
}

/** Returns true if a Cluster references a KamajiControlPlane, whether or not that is in the workspace. */
export function isKamajiCluster(cluster: Resource): boolean {
  const target = controlPlaneReference(cluster)?.target;
  return target?.group === CONTROL_PLANE_GROUP && isKind(target, KamajiControlPlane);
}

/** Returns the control plane of the Cluster that workers reference, if both are in the workspace. */
export function controlPlaneOfWorkers(workers: Resource, view: Lookup): Resource | undefined {
  for (const reference of workers.references) {
    if (!isKind(reference.target, Cluster)) continue;
    const found = view.resolve(workers, reference);
    const cluster = found.kind === 'object' && !found.resource.broken ? found.resource : undefined;
    const named = cluster && controlPlaneReference(cluster);
    const controlPlane = named && view.resolve(cluster, named);
    if (controlPlane)
      return controlPlane.kind === 'object' && !controlPlane.resource.broken ? controlPlane.resource : undefined;
  }
  return undefined;
}

export function controlPlaneReference(cluster: Resource): Reference | undefined {
  return referenceAt(cluster, CONTROL_PLANE_REF);
}

export function infrastructureReference(cluster: Resource): Reference | undefined {
  return referenceAt(cluster, INFRASTRUCTURE_REF);
}

/** Returns true if a Cluster sets neither `infrastructureRef` nor `topology`, readable or not. */
export function hasNoInfrastructure({ root }: Resource): boolean {
  return !nodeAt(root, INFRASTRUCTURE_REF.split('.')) && !nodeAt(root, ['spec', 'topology']);
}

function referenceAt(cluster: Resource, field: string): Reference | undefined {
  return cluster.references.find((candidate) => candidate.field.pattern.text === field);
}

function objectOf(cluster: Resource, view: Lookup, reference: Reference | undefined): Resource | undefined {
  const resolution = reference && view.resolve(cluster, reference);
  return resolution?.kind === 'object' && !resolution.resource.broken ? resolution.resource : undefined;
}
