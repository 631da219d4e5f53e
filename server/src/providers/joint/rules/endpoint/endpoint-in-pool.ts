import { type Address, holds, parseAddress, parseNetwork, rangeText } from '../../../../core/addresses/addresses.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import type { View } from '../../../../core/query/view.ts';
import { defineRule, placeOf, type Report } from '../../../../core/rules/rule.ts';
import { type NodePath, nodeAt, scalarAt } from '../../../../core/syntax/lookup.ts';
import type { ScalarNode } from '../../../../core/syntax/node.ts';
import { partsOf } from '../../../cluster-api/cluster-parts.ts';
import { Cluster } from '../../../cluster-api/kinds.ts';
import { publishedEndpoints } from '../../../kamaji-control-plane/published-endpoint.ts';
import { poolsOfCluster } from '../../../metal3/pools-of.ts';

/**
 * Source: the address manager, which hands out every address of a range. That the endpoint lies outside the machines'
 * network is no fault: a Kamaji control plane is published where the management cluster is.
 */
export const endpointInPool = defineRule({
  id: 'endpoint-in-pool',
  severity: 'warning',
  effect: 'wrong',
  by: 'controller',
  on: [Cluster],
  summary: "The API server's address is one that machines, pods, services or a router have.",

  *check(cluster, view) {
    const endpoint = endpointOf(cluster, view);
    if (!endpoint) return;
    const conflict = inPools(cluster, endpoint, view) ?? inNetworks(cluster, endpoint);
    if (conflict) yield conflict;
  },
});

interface Endpoint {
  readonly resource: Resource;
  readonly node: ScalarNode;
  readonly path: NodePath;
  readonly address: Address;
}

/** Where the Metal3Cluster expects it, else where the control plane publishes it. */
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
    const who = reserved
      ? `${nameOf(resource)} sets it aside for the machine of ${reserved.claim}`
      : router
        ? `it is the gateway of ${nameOf(resource)}`
        : `${nameOf(resource)} hands it out to a machine (${entry?.range ? rangeText(entry.range) : ''})`;
    return {
      ...endpoint,
      message: `${nameOf(cluster)} has its API server at ${node.text}, and ${who}: two hosts answer at one address. ${reserved || router ? 'Take another address' : 'Let the range leave it out, or take another address'}.`,
      related: [{ place: placeOf(resource, at.node), message: `${nameOf(resource)} has it here.` }],
    };
  }
  return undefined;
}

function inNetworks(cluster: Resource, endpoint: Endpoint): Report | undefined {
  for (const sort of ['pods', 'services']) {
    const list = nodeAt(cluster.root, ['spec', 'clusterNetwork', sort, 'cidrBlocks']);
    if (list?.kind !== 'sequence') continue;
    for (const item of list.items) {
      const network = item.kind === 'scalar' ? parseNetwork(item.text) : undefined;
      if (item.kind !== 'scalar' || !network || !holds(network, endpoint.address)) continue;
      return {
        ...endpoint,
        message: `${nameOf(cluster)} has its API server at ${endpoint.node.text}, inside its network for ${sort}, ${item.text}: nodes look for it among the ${sort}, and never reach it. Move one of the two.`,
        related: [{ place: placeOf(cluster, item), message: `The network for ${sort} is here.` }],
      };
    }
  }
  return undefined;
}

function isSame(a: Address, b: Address): boolean {
  return a.family === b.family && a.value === b.value;
}
