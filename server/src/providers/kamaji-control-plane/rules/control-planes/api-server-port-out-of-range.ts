import { fixAcross } from '../../../../core/fixes/fix.ts';
import { setField } from '../../../../core/fixes/set-field.ts';
import { portOf } from '../../../../core/objects/port.ts';
import { nameOf } from '../../../../core/objects/resource.ts';
import { defineRule } from '../../../../core/rules/rule.ts';
import { scalarAt } from '../../../../core/syntax/lookup.ts';
import { isKamajiCluster, partsOf } from '../../../cluster-api/cluster-parts.ts';
import { Cluster } from '../../../cluster-api/kinds.ts';
import { DEFAULT_API_SERVER_PORT } from '../../../cluster-api/ports.ts';
import { KAMAJI_CONTROL_PLANE_PROVIDER } from '../../kinds.ts';
import { HIGHEST_KAMAJI_PORT } from '../../ports.ts';

/** Source: the Kamaji control plane provider, kamajicontrolplane_controller_cluster_patch.go, v0.12.0 and later. */
export const apiServerPortOutOfRange = defineRule({
  id: 'api-server-port-out-of-range',
  severity: 'error',
  effect: 'stuck',
  by: 'controller',
  releases: [{ provider: KAMAJI_CONTROL_PLANE_PROVIDER, from: 'v0.12.0' }],
  on: [Cluster],
  summary:
    'The API server port of a Cluster with a Kamaji control plane is above 32767, which the Kamaji provider cannot parse.',

  *check(cluster, view) {
    const path = ['spec', 'clusterNetwork', 'apiServerPort'];
    const node = scalarAt(cluster.root, path);
    const port = portOf(node);
    if (!node || typeof port !== 'number' || port <= HIGHEST_KAMAJI_PORT || !isKamajiCluster(cluster)) return;
    const { controlPlane, infrastructure } = partsOf(cluster, view);
    const parts = [
      { resource: cluster, path },
      ...(infrastructure ? [{ resource: infrastructure, path: ['spec', 'controlPlaneEndpoint', 'port'] }] : []),
    ].map((part) => ({ ...part, change: setField(part.resource.document, part.path, DEFAULT_API_SERVER_PORT) }));
    const names = parts.map((part) => nameOf(part.resource)).join(' and ');
    yield {
      resource: cluster,
      node,
      path,
      message: `API server port ${port} of ${nameOf(cluster)} is above ${HIGHEST_KAMAJI_PORT}, the highest port that the Kamaji provider can parse. The cluster never becomes ready. Choose a lower port.`,
      relatedVersions: controlPlane ? [controlPlane] : [],
      fixes: fixAcross(`Set the port to ${DEFAULT_API_SERVER_PORT} in ${names}`, parts),
    };
  },
});
