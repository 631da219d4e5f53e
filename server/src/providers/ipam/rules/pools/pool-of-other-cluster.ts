import { fixIn } from '../../../../core/fixes/fix.ts';
import { writeScalar } from '../../../../core/fixes/write-scalar.ts';
import { isKind } from '../../../../core/objects/group-kind.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import type { View } from '../../../../core/query/view.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { scalarAt } from '../../../../core/syntax/lookup.ts';
import { Cluster } from '../../../cluster-api/kinds.ts';
import { machinesWith } from '../../../metal3/boot-paths.ts';
import { Metal3DataTemplate } from '../../../metal3/kinds.ts';
import { poolsNamedBy } from '../../../metal3/pools-of.ts';

/**
 * Source: the controllers of CAPM3 and the address manager, which make the Cluster of that name the owner. CAPM3 does
 * nothing with a data template whose Cluster is not there, up to v1.13. A pool without clusterName is for all.
 */
export const poolOfOtherCluster = defineRule({
  id: 'pool-of-other-cluster',
  formerIds: ['another-clusters-pool'],
  severity: 'warning',
  effect: 'wrong',
  by: 'controller',
  on: [Metal3DataTemplate],
  summary: "A data template, or a pool that it takes addresses from, is another cluster's than the machines.",

  *check(resource, view) {
    const clusters = clustersOf(resource, view);
    const own = scalarAt(resource.root, ['spec', 'clusterName']);
    const [cluster] = clusters;
    if (own?.text && cluster !== undefined && !clusters.has(own.text) && !isMissing(resource, view))
      yield {
        resource,
        node: own,
        path: ['spec', 'clusterName'],
        releases: [{ provider: 'cluster-api-provider-metal3', until: 'v1.13' }],
        message: `${nameOf(resource)} is for Cluster "${own.text}", and machines of Cluster "${cluster}" use it: up to v1.13 CAPM3 does nothing with it while that Cluster is not there, and deletes it with that Cluster. Give it the name of the machines' cluster.`,
        fixes: clusters.size === 1 ? fixIn(`Set clusterName to ${cluster}`, resource, writeScalar(own, cluster)) : [],
      };
    const users = clusters.size > 0 ? clusters : new Set(own?.text && !isTemplate(own.text) ? [own.text] : []);
    const [user] = users;
    if (user === undefined) return;
    for (const pool of poolsNamedBy(resource, view)) {
      const of = scalarAt(pool.root, ['spec', 'clusterName']);
      if (!of?.text || isTemplate(of.text) || users.has(of.text) || isMissing(pool, view)) continue;
      yield {
        resource: pool,
        node: of,
        path: ['spec', 'clusterName'],
        message: `${nameOf(pool)} belongs to Cluster "${of.text}", and machines of Cluster "${user}" take addresses from it by ${nameOf(resource)}: it is deleted with its own cluster, and paused with it. Give it the name of the machines' cluster, or none.`,
        related: [
          { place: placeOf(resource, resource.nameNode ?? resource.root), message: `${nameOf(resource)} is here.` },
        ],
        fixes: users.size === 1 ? fixIn(`Set clusterName to ${user}`, pool, writeScalar(of, user)) : [],
      };
    }
  },
});

/** Empty where a cluster is not at hand by name. */
function clustersOf(resource: Resource, view: View): ReadonlySet<string> {
  const names = machinesWith(resource, view).flatMap(({ machines }) =>
    isMissing(machines, view) ? [] : [scalarAt(machines.root, ['spec', 'clusterName'])?.text],
  );
  if (names.some((name) => name === undefined || isTemplate(name))) return new Set();
  return new Set(names.flatMap((name) => name ?? []));
}

/** The Cluster that it says is none of those at hand, or a template: no name to compare with. */
function isMissing(resource: Resource, view: View): boolean {
  return resource.references.some(
    (reference) =>
      isKind(reference.target, Cluster) &&
      (isTemplate(reference.target.name) || view.resolve(resource, reference).kind === 'absent'),
  );
}
