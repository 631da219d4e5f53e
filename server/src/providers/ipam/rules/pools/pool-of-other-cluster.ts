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
  summary: 'A data template or an IPPool belongs to another cluster than the machines that use it.',

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
        message: `Cluster mismatch: ${nameOf(resource)} has clusterName "${own.text}", but machines of Cluster "${cluster}" use it. Up to v1.13, CAPM3 ignores it while Cluster "${own.text}" does not exist, and deletes it with that Cluster. Use the cluster of the machines.`,
        fixes:
          clusters.size === 1 ? fixIn(`Change clusterName to ${cluster}`, resource, writeScalar(own, cluster)) : [],
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
