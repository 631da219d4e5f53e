import { isKind } from '../../core/objects/group-kind.ts';
import type { Reference } from '../../core/objects/references.ts';
import type { Resource } from '../../core/objects/resource.ts';
import type { View } from '../../core/query/view.ts';
import { nodeAt } from '../../core/syntax/lookup.ts';
import { isChecked } from '../kamaji-control-plane/infrastructure-kinds.ts';
import { KamajiControlPlane } from '../kamaji-control-plane/kinds.ts';
import { Cluster, CONTROL_PLANE_GROUP, INFRASTRUCTURE_GROUP } from './kinds.ts';

/** The three objects that must agree on where the API server is. */
export interface ClusterParts {
  readonly cluster: Resource;
  readonly controlPlane?: Resource;
  readonly infrastructure?: Resource;
}

const INFRASTRUCTURE = 'spec.infrastructureRef';

type Asks = Pick<View, 'resolve'>;

/**
 * What a Cluster joins, as far as manifests at hand say: a Kamaji control plane, and an infrastructure cluster whose
 * endpoint the Kamaji provider checks, as that of Metal³.
 */
export function partsOf(cluster: Resource, view: Asks): ClusterParts {
  const controlPlane = controlPlaneOf(cluster, view);
  const infrastructure = infrastructureOf(cluster, view);
  return {
    cluster,
    ...(controlPlane ? { controlPlane } : {}),
    ...(infrastructure && isChecked(infrastructure.kind) ? { infrastructure } : {}),
  };
}

/** The KamajiControlPlane at hand that a Cluster names. */
export function controlPlaneOf(cluster: Resource, view: Asks): Resource | undefined {
  return isKamajiCluster(cluster) ? objectOf(cluster, view, controlPlaneReference(cluster)) : undefined;
}

/** The infrastructure cluster at hand that a Cluster names, of whatever kind. */
export function infrastructureOf(cluster: Resource, view: Asks): Resource | undefined {
  const reference = infrastructureReference(cluster);
  return reference?.target.group === INFRASTRUCTURE_GROUP ? objectOf(cluster, view, reference) : undefined;
}

/** Whether a Cluster names a KamajiControlPlane, at hand or not. */
export function isKamajiCluster(cluster: Resource): boolean {
  const target = controlPlaneReference(cluster)?.target;
  return target?.group === CONTROL_PLANE_GROUP && isKind(target, KamajiControlPlane);
}

/** The control plane at hand of the Cluster that workers name. */
export function controlPlaneOfWorkers(workers: Resource, view: Asks): Resource | undefined {
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
  return referenceAt(cluster, 'spec.controlPlaneRef');
}

export function infrastructureReference(cluster: Resource): Reference | undefined {
  return referenceAt(cluster, INFRASTRUCTURE);
}

/** Whether a Cluster says nothing of its infrastructure, be it in a way that cannot be read, or by a class. */
export function hasNoInfrastructure({ root }: Resource): boolean {
  return !nodeAt(root, INFRASTRUCTURE.split('.')) && !nodeAt(root, ['spec', 'topology']);
}

function referenceAt(cluster: Resource, field: string): Reference | undefined {
  return cluster.references.find((candidate) => candidate.field.pattern.text === field);
}

function objectOf(cluster: Resource, view: Asks, reference: Reference | undefined): Resource | undefined {
  const resolution = reference && view.resolve(cluster, reference);
  return resolution?.kind === 'object' && !resolution.resource.broken ? resolution.resource : undefined;
}
