import { nameOf } from '../../../../core/objects/resource.ts';
import { defineRule } from '../../../../core/rules/rule.ts';
import { nodeAt } from '../../../../core/syntax/lookup.ts';
import { controlPlaneOf } from '../../../cluster-api/cluster-parts.ts';
import { Cluster } from '../../../cluster-api/kinds.ts';
import { KAMAJI_CONTROL_PLANE_PROVIDER } from '../../kinds.ts';

/** Source: the Kamaji control plane provider, kamajicontrolplane_controller_tcp.go, up to v0.20.0. */
export const ignoredNetwork = defineRule({
  id: 'ignored-network',
  formerIds: ['unused-network'],
  severity: 'warning',
  effect: 'wrong',
  by: 'controller',
  releases: [{ provider: KAMAJI_CONTROL_PLANE_PROVIDER, until: 'v0.20' }],
  on: [Cluster],
  summary: 'A second pod or Service network of a Cluster that the Kamaji provider ignores.',

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
        relatedVersions: [controlPlane],
        message: `The second ${sort === 'pods' ? 'pod' : 'Service'} network of ${nameOf(cluster)} is ignored. The Kamaji provider passes only the first network to the control plane.`,
      };
    }
  },
});
