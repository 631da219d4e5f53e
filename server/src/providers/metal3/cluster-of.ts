import { isKind } from '../../core/objects/group-kind.ts';
import type { Resource } from '../../core/objects/resource.ts';
import type { View } from '../../core/query/view.ts';
import { infrastructureOf } from '../cluster-api/cluster-parts.ts';
import { Cluster } from '../cluster-api/kinds.ts';
import { KubeadmControlPlane } from '../kubeadm/kinds.ts';
import { Metal3Cluster } from './kinds.ts';

type Lookup = Pick<View, 'resolve' | 'referrersTo'>;

/** Returns the Cluster of the object that creates machines, or undefined if it is not in the workspace. */
export function clusterOf(machines: Resource, view: Lookup): Resource | undefined {
  if (isKind(machines, KubeadmControlPlane)) {
    const clusters = view
      .referrersTo(machines)
      .flatMap(({ resource }) => (isKind(resource, Cluster) ? [resource] : []));
    const [cluster, ...others] = new Set(clusters);
    return others.length === 0 && !cluster?.broken ? cluster : undefined;
  }
  const reference = machines.references.find(({ target }) => isKind(target, Cluster));
  const found = reference && view.resolve(machines, reference);
  return found?.kind === 'object' && !found.resource.broken ? found.resource : undefined;
}

/** Returns the Metal3Cluster of the object that creates machines, or undefined if it is not in the workspace. */
export function metal3ClusterOf(machines: Resource, view: Lookup): Resource | undefined {
  const cluster = clusterOf(machines, view);
  const infrastructure = cluster && infrastructureOf(cluster, view);
  return infrastructure && isKind(infrastructure, Metal3Cluster) ? infrastructure : undefined;
}
