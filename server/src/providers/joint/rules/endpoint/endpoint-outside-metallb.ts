import { type AddressRange, holds, parseAddress, parseNetwork } from '../../../../core/addresses/addresses.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { nodeAt, scalarAt } from '../../../../core/syntax/lookup.ts';
import { partsOf } from '../../../cluster-api/cluster-parts.ts';
import { alsoInTopology } from '../../../cluster-api/in-topology.ts';
import { Cluster } from '../../../cluster-api/kinds.ts';
import { hasExternalCluster } from '../../../kamaji/external-cluster.ts';
import { publishedEndpoints } from '../../../kamaji-control-plane/published-endpoint.ts';
import { IPAddressPool } from '../../../kubernetes/kinds.ts';

/** Source: MetalLB assigns only addresses of its pools. Not checked unless all pools in the workspace can be read. */
export const endpointOutsideMetallb = defineRule({
  id: 'endpoint-outside-metallb',
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  on: [Cluster],
  summary: 'The requested address of the API server is not in any address pool of MetalLB.',

  check: alsoInTopology(function* (cluster, view) {
    const { controlPlane } = partsOf(cluster, view);
    if (!controlPlane || scalarAt(controlPlane.root, ['spec', 'network', 'serviceType'])?.text !== 'LoadBalancer')
      return;
    const published = publishedEndpoints(controlPlane).current;
    // The Service is created in another cluster, with other pools.
    if (hasExternalCluster(controlPlane)) return;
    // An Ingress or a Gateway has its own address.
    if (!published || published.port !== undefined) return;
    const address = parseAddress(published.host);
    if (!address) return;
    const pools = view.objectsInAnyNamespace(cluster, IPAddressPool);
    const [pool] = pools;
    const ranges = pools.map(rangesOf);
    if (!pool || view.hasUnreadable(cluster) || ranges.some((each) => each === undefined)) return;
    if (ranges.some((each) => each?.some((range) => holds(range, address)))) return;
    yield {
      resource: controlPlane,
      node: published.node,
      path: published.path,
      message: `${published.host} is not in ${pools.length === 1 ? `a range of ${nameOf(pool)}` : `any of ${pools.length} IPAddressPools`}. MetalLB assigns no address to the Service of ${nameOf(controlPlane)}, and ${nameOf(cluster)} never becomes ready. Use an address of a pool.`,
      related: [{ place: placeOf(pool, pool.nameNode ?? pool.root), message: `${nameOf(pool)} is defined here.` }],
    };
  }),
});

/** Returns undefined if a range cannot be read. */
function rangesOf(pool: Resource): readonly AddressRange[] | undefined {
  const list = nodeAt(pool.root, ['spec', 'addresses']);
  if (list?.kind !== 'sequence') return undefined;
  const ranges: AddressRange[] = [];
  for (const item of list.items) {
    const range = item.kind === 'scalar' ? readRange(item.text) : undefined;
    if (!range) return undefined;
    ranges.push(range);
  }
  return ranges;
}

/** Parses `10.0.0.0/24`, or `10.0.0.1-10.0.0.9`. */
function readRange(text: string): AddressRange | undefined {
  const network = parseNetwork(text.trim());
  if (network) return network;
  const [from, to, ...rest] = text.split('-').map((part) => parseAddress(part.trim()));
  if (!from || !to || rest.length > 0 || from.family !== to.family) return undefined;
  return { family: from.family, first: from.value, last: to.value };
}
