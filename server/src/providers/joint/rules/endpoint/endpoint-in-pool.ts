import { type Address, holds, parseAddress, parseNetwork, rangeText } from '../../../../core/addresses/addresses.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import type { View } from '../../../../core/query/view.ts';
import { defineRule, placeOf, type Report } from '../../../../core/rules/rule.ts';
import { type NodePath, nodeAt, scalarAt } from '../../../../core/syntax/lookup.ts';
import type { ScalarNode } from '../../../../core/syntax/node.ts';
import { partsOf } from '../../../cluster-api/cluster-parts.ts';
import { alsoInTopology } from '../../../cluster-api/in-topology.ts';
import { Cluster } from '../../../cluster-api/kinds.ts';
import { publishedEndpoints } from '../../../kamaji-control-plane/published-endpoint.ts';
import { poolsOfCluster } from '../../../metal3/pools-of.ts';

/**
 * Source: the IP address manager, which assigns every address of a range. An endpoint outside the machine network is
 * correct: a Kamaji control plane is published where the management cluster runs.
 */
export const endpointInPool = defineRule({
  id: 'endpoint-in-pool',
  severity: 'warning',
  effect: 'wrong',
  by: 'controller',
  on: [Cluster],
  summary: 'The address of the API server is also used by machines, pods, Services or a gateway.',

  check: alsoInTopology(function* (cluster, view) {
    const endpoint = endpointOf(cluster, view);
    if (!endpoint) return;
    const conflict = inPools(cluster, endpoint, view) ?? inNetworks(cluster, endpoint);
    if (conflict) yield conflict;
  }),
});

interface Endpoint {
  readonly resource: Resource;
  readonly node: ScalarNode;
  readonly path: NodePath;
  readonly address: Address;
}

/** Returns the endpoint in the infrastructure cluster, or else the one that the control plane publishes. */
function endpointOf(cluster: Resource, view: View): Endpoint | undefined {
  const { infrastructure, controlPlane } = partsOf(cluster, view);
  const path = ['spec', 'controlPlaneEndpoint', 'host'];
  const expected = infrastructure && scalarAt(infrastructure.root, path);
  if (infrastructure && expected) {
    const address = parseAddress(expected.text);
    return address && { resource: infrastructure, node: expected, path, address };
  }
  const published = controlPlane && publishedEndpoints(controlPlane).current;
  const address = published && parseAddress(published.host);
  return controlPlane && address && { resource: controlPlane, node: published.node, path: published.path, address };
}

function inPools(cluster: Resource, endpoint: Endpoint, view: View): Report | undefined {
  const { address, node } = endpoint;
  for (const { resource, entries, gateway, preAllocations } of poolsOfCluster(cluster, view)) {
    const entry = entries.find(({ range }) => range && holds(range, address));
    const reserved = preAllocations.find(({ value }) => value && isSame(value, address));
    const router = [gateway, ...entries.map((each) => each.gateway)].find(
      (each) => each?.value && isSame(each.value, address),
    );
    const at = reserved ?? router ?? entry?.start ?? entry?.subnet;
    if (!at) continue;
    const user = reserved
      ? `${nameOf(resource)} reserves it for ${reserved.claim}`
      : router
        ? `it is the gateway of ${nameOf(resource)}`
        : `${nameOf(resource)} can assign it to a machine (${entry?.range ? rangeText(entry.range) : ''})`;
    return {
      ...endpoint,
      message: `Address conflict: ${node.text} is the API server address of ${nameOf(cluster)}, and ${user}. Two hosts then have the same address. ${reserved || router ? 'Choose another address' : 'Exclude it from the range, or choose another address'}.`,
      related: [{ place: placeOf(resource, at.node), message: `${nameOf(resource)} contains it.` }],
    };
  }
  return undefined;
}

const CLUSTER_NETWORKS = [
  { field: 'pods', kind: 'pod', targets: 'pods' },
  { field: 'services', kind: 'Service', targets: 'Services' },
] as const;

function inNetworks(cluster: Resource, endpoint: Endpoint): Report | undefined {
  for (const { field, kind, targets } of CLUSTER_NETWORKS) {
    const list = nodeAt(cluster.root, ['spec', 'clusterNetwork', field, 'cidrBlocks']);
    if (list?.kind !== 'sequence') continue;
    for (const item of list.items) {
      const network = item.kind === 'scalar' ? parseNetwork(item.text) : undefined;
      if (item.kind !== 'scalar' || !network || !holds(network, endpoint.address)) continue;
      return {
        ...endpoint,
        message: `The API server address ${endpoint.node.text} is inside the ${kind} network ${item.text} of ${nameOf(cluster)}. Nodes route it to ${targets} and never reach the API server. Change the address or the network.`,
        related: [{ place: placeOf(cluster, item), message: `The ${kind} network is defined here.` }],
      };
    }
  }
  return undefined;
}

function isSame(a: Address, b: Address): boolean {
  return a.family === b.family && a.value === b.value;
}
