import { isSameAddress } from '../../../../core/addresses/addresses.ts';
import { fixIn } from '../../../../core/fixes/fix.ts';
import { writeScalar } from '../../../../core/fixes/write-scalar.ts';
import { portOf } from '../../../../core/objects/port.ts';
import { nameOf } from '../../../../core/objects/resource.ts';
import { isTemplate } from '../../../../core/objects/template-text.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { nodeAt, pathText, scalarAt } from '../../../../core/syntax/lookup.ts';
import { controlPlaneOf } from '../../../cluster-api/cluster-parts.ts';
import { Cluster } from '../../../cluster-api/kinds.ts';
import { DEFAULT_API_SERVER_PORT } from '../../../cluster-api/ports.ts';
import { publishedEndpoints } from '../../../kamaji-control-plane/published-endpoint.ts';

const ENDPOINT = ['spec', 'controlPlaneEndpoint'];

/** Source: Cluster API keeps an endpoint that is set, and workers join there. The Kamaji provider does not check it. */
export const clusterEndpointMismatch = defineRule({
  id: 'cluster-endpoint-mismatch',
  formerIds: ['contradicting-endpoint'],
  severity: 'warning',
  effect: 'wrong',
  by: 'controller',
  on: [Cluster],
  summary: 'A Cluster sets a control plane endpoint that differs from the one that Kamaji publishes.',

  *check(cluster, view) {
    const hostNode = scalarAt(cluster.root, [...ENDPOINT, 'host']);
    if (!hostNode?.text || isTemplate(hostNode.text)) return;
    const controlPlane = controlPlaneOf(cluster, view);
    const published = controlPlane && publishedEndpoints(controlPlane).current;
    if (!controlPlane || !published) return;
    const related = [
      {
        place: placeOf(controlPlane, published.node),
        message: `${nameOf(controlPlane)} publishes ${published.host}.`,
      },
    ];
    if (!isSameAddress(hostNode.text, published.host))
      yield {
        resource: cluster,
        node: hostNode,
        path: [...ENDPOINT, 'host'],
        message: `Control plane endpoint mismatch: ${nameOf(cluster)} sets ${hostNode.text}, but ${nameOf(controlPlane)} publishes ${published.host} (${pathText(published.path)}). Workers join at ${hostNode.text}, where no API server answers. Use the same host, or remove the endpoint: Cluster API sets it.`,
        related,
        fixes: fixIn(
          `Change host of ${nameOf(cluster)} to ${published.host}`,
          cluster,
          writeScalar(hostNode, published.host),
        ),
      };
    const byCluster = portOf(nodeAt(cluster.root, ['spec', 'clusterNetwork', 'apiServerPort']));
    const port = published.port ?? (byCluster === 'unset' ? DEFAULT_API_SERVER_PORT : byCluster);
    const portNode = scalarAt(cluster.root, [...ENDPOINT, 'port']);
    const written = portOf(portNode);
    if (portNode && typeof port === 'number' && typeof written === 'number' && port !== written)
      yield {
        resource: cluster,
        node: portNode,
        path: [...ENDPOINT, 'port'],
        message: `Control plane endpoint mismatch: ${nameOf(cluster)} sets port ${written}, but ${nameOf(controlPlane)} publishes port ${port}. Workers join at port ${written}, where no API server answers. Use the same port, or remove the endpoint: Cluster API sets it.`,
        related,
        fixes: fixIn(`Change port of ${nameOf(cluster)} to ${port}`, cluster, writeScalar(portNode, port)),
      };
  },
});
