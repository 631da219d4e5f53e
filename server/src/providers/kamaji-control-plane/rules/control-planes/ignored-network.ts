import { nameOf } from '../../../../core/objects/resource.ts';
import { defineRule } from '../../../../core/rules/rule.ts';
import { nodeAt } from '../../../../core/syntax/lookup.ts';
import { controlPlaneOf } from '../../../cluster-api/cluster-parts.ts';
import { Cluster } from '../../../cluster-api/kinds.ts';

/** Source: the Kamaji control plane provider, kamajicontrolplane_controller_tcp.go, up to v0.20.0. */
export const ignoredNetwork = defineRule({
  id: 'ignored-network',
  formerIds: ['unused-network'],
  severity: 'warning',
  effect: 'wrong',
  by: 'controller',
  releases: [{ provider: 'cluster-api-control-plane-provider-kamaji', until: 'v0.20' }],
  on: [Cluster],
  summary: 'A Cluster has a second network for pods or services, and the Kamaji provider hands on the first alone.',

  *check(cluster, view) {
    const controlPlane = controlPlaneOf(cluster, view);
    if (!controlPlane) return;
    for (const sort of ['pods', 'services']) {
      const path = ['spec', 'clusterNetwork', sort, 'cidrBlocks'];
      const list = nodeAt(cluster.root, path);
      const second = list?.kind === 'sequence' ? list.items[1] : undefined;
      if (!second) continue;
      yield {
        resource: cluster,
        node: second,
        path: [...path, 1],
        concerns: [controlPlane],
        message: `${nameOf(cluster)} has a second network for ${sort}, and the Kamaji provider hands on the first alone: ${nameOf(controlPlane)} never hears of this one.`,
      };
    }
  },
});
