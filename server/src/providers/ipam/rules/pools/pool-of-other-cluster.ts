import { fixIn } from '../../../../core/fixes/fix.ts';
import { writeScalar } from '../../../../core/fixes/write-scalar.ts';
import { isKind } from '../../../../core/objects/group-kind.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import type { View } from '../../../../core/query/view.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { scalarAt } from '../../../../core/syntax/lookup.ts';
import { CLUSTER_NAME_PATH } from '../../../cluster-api/cluster-name.ts';
import { Cluster, ClusterClass } from '../../../cluster-api/kinds.ts';
import { KubeadmControlPlane } from '../../../kubeadm/kinds.ts';
import { machinesWith } from '../../../metal3/boot-paths.ts';
import { clusterOf } from '../../../metal3/cluster-of.ts';
import { CAPM3, Metal3DataTemplate } from '../../../metal3/kinds.ts';
import { poolsNamedBy } from '../../../metal3/pools-of.ts';

/**
 * Source: the controllers of CAPM3 and the address manager, which set the Cluster of that name as the owner. Up to v1.13,
 * CAPM3 ignores a data template whose Cluster does not exist. A pool without clusterName belongs to no cluster.
 */
export const poolOfOtherCluster = defineRule({
  id: 'pool-of-other-cluster',
  formerIds: ['another-clusters-pool'],
  severity: 'warning',
  effect: 'wrong',
  by: 'controller',
  on: [Metal3DataTemplate],
  summary: 'A data template or an IPPool belongs to a different cluster than the machines that use it.',

  *check(resource, view) {
    const clusters = clustersOf(resource, view);
    const stated = scalarAt(resource.root, CLUSTER_NAME_PATH);
    const [cluster] = clusters;
    if (stated?.text && cluster !== undefined && !clusters.has(stated.text) && !isMissing(resource, view))
      yield {
        resource,
        node: stated,
        path: CLUSTER_NAME_PATH,
        releases: [{ provider: CAPM3, until: 'v1.13' }],
        message: `Cluster mismatch: ${nameOf(resource)} has clusterName "${stated.text}", but machines of Cluster "${cluster}" use it. Up to v1.13, CAPM3 ignores it while Cluster "${stated.text}" does not exist, and deletes it with that Cluster. Use the cluster of the machines.`,
        fixes:
          clusters.size === 1 ? fixIn(`Change clusterName to ${cluster}`, resource, writeScalar(stated, cluster)) : [],
      };
    const users = clusters.size > 0 ? clusters : new Set(stated?.text && !isTemplate(stated.text) ? [stated.text] : []);
    const [user] = users;
    if (user === undefined) return;
    for (const pool of poolsNamedBy(resource, view)) {
      const of = scalarAt(pool.root, CLUSTER_NAME_PATH);
      if (!of?.text || isTemplate(of.text) || users.has(of.text) || isMissing(pool, view)) continue;
      yield {
        resource: pool,
        node: of,
        path: CLUSTER_NAME_PATH,
        message: `Cluster mismatch: ${nameOf(pool)} has clusterName "${of.text}", but machines of Cluster "${user}" use it through ${nameOf(resource)}. It is paused and deleted with Cluster "${of.text}". Change or remove clusterName.`,
        related: [
          {
            place: placeOf(resource, resource.nameNode ?? resource.root),
            message: `${nameOf(resource)} is defined here.`,
          },
        ],
        fixes: users.size === 1 ? fixIn(`Change clusterName to ${user}`, pool, writeScalar(of, user)) : [],
      };
    }
  },
});

/** Returns the names of the clusters of the machines, or none if one of them is unknown, such as those of a ClusterClass. */
function clustersOf(resource: Resource, view: View): ReadonlySet<string> {
  if (isUsedByClass(resource, view)) return new Set();
  const names = machinesWith(resource, view).flatMap(({ machines }) =>
    isKind(machines, KubeadmControlPlane)
      ? [clusterOf(machines, view)?.name]
      : isMissing(machines, view)
        ? []
        : [scalarAt(machines.root, CLUSTER_NAME_PATH)?.text],
  );
  if (names.some((name) => name === undefined || isTemplate(name))) return new Set();
  return new Set(names.flatMap((name) => name ?? []));
}

function isUsedByClass(dataTemplate: Resource, view: View): boolean {
  return view
    .referrersTo(dataTemplate)
    .some(({ resource }) => view.referrersTo(resource).some((each) => isKind(each.resource, ClusterClass)));
}

/** Returns true if the Cluster of an object is not in the workspace, or its name is a template. */
function isMissing(resource: Resource, view: View): boolean {
  return resource.references.some(
    (reference) =>
      isKind(reference.target, Cluster) &&
      (isTemplate(reference.target.name) || view.resolve(resource, reference).kind === 'absent'),
  );
}
