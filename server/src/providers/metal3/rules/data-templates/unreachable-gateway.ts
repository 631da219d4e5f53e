import {
  type Address,
  type AddressRange,
  addressText,
  holds,
  parseAddress,
} from '../../../../core/addresses/addresses.ts';
import { isKind } from '../../../../core/objects/group-kind.ts';
import { memoizeTree } from '../../../../core/objects/memoize-tree.ts';
import type { Reference } from '../../../../core/objects/references.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import type { View } from '../../../../core/query/view.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { type NodePath, scalarAt } from '../../../../core/syntax/lookup.ts';
import type { Node, ScalarNode } from '../../../../core/syntax/node.ts';
import { matches, pathPattern } from '../../../../core/syntax/path-pattern.ts';
import { type IpPool, ipPoolOf, networkOf } from '../../../ipam/ip-pool.ts';
import { IPPool } from '../../../ipam/kinds.ts';
import { Metal3DataTemplate } from '../../kinds.ts';

const NETWORKS = pathPattern('spec.networkData.networks.{ipv4,ipv6}[]');
const GATEWAYS = pathPattern('routes[].gateway');

/** Source: the kernel rejects a next hop outside the networks of its addresses, except for link-local addresses. */
export const unreachableGateway = defineRule({
  id: 'unreachable-gateway',
  severity: 'warning',
  effect: 'wrong',
  by: 'boot',
  on: [Metal3DataTemplate],
  summary: "A route's gateway is outside the network of the machine's address.",

  *check(resource, view) {
    for (const { node, path } of matches(resource.root, NETWORKS)) {
      const source = scalarAt(node, ['fromPoolRef', 'name']) ?? scalarAt(node, ['ipAddressFromIPPool']);
      const pool = source && poolAt(resource, source, view);
      if (!pool) continue;
      const networks = networksOf(pool);
      if (networks.length === 0) continue;
      for (const match of matches(node, GATEWAYS)) {
        const gateway = gatewayIn(resource, match.node, [...path, ...match.path], view);
        if (!gateway || networks.some((network) => holds(network, gateway.address))) continue;
        if (gateway.address.family !== networks[0]?.family || isLinkLocal(gateway.address)) continue;
        // The rule invalid-pool-gateway reports the pool.
        if (gateway.pool?.resource === pool.resource) continue;
        yield {
          resource,
          node: gateway.node,
          path: gateway.path,
          message: `Gateway ${addressText(gateway.address)}${gateway.pool ? ` of ${nameOf(gateway.pool.resource)}` : ''} is outside the network of ${nameOf(pool.resource)}, which provides the address in ${nameOf(resource)}. Machines cannot reach it. Use a gateway in that network.`,
          related: [
            {
              place: placeOf(pool.resource, pool.resource.nameNode ?? pool.resource.root),
              message: `${nameOf(pool.resource)} is defined here.`,
            },
          ],
        };
      }
    }
  },
});

function isLinkLocal({ family, value }: Address): boolean {
  return family === 6 ? value >> 118n === 0x3fan : value >> 16n === 0xa9fen;
}

/** Returns the networks of a pool, or none if one of them is unknown. */
function networksOf(pool: IpPool): readonly AddressRange[] {
  const networks = pool.entries.map(networkOf);
  return pool.isKnown && networks.every((network) => network !== undefined) ? networks : [];
}

function poolAt(resource: Resource, node: ScalarNode, view: View): IpPool | undefined {
  const reference = referencesByPlace(resource).get(placeKey(node));
  return reference && poolOf(resource, reference, view);
}

/** A data template can have thousands of references. */
const referencesByPlace = memoizeTree(
  ({ references }: Resource): ReadonlyMap<string, Reference> =>
    new Map(references.map((reference) => [placeKey(reference.nameNode), reference])),
);

/** The tree may have been built again since the references were found, so nodes are compared by their places. */
function placeKey({ span }: ScalarNode): string {
  return `${span.start}-${span.end}`;
}

function poolOf(resource: Resource, reference: Reference, view: View): IpPool | undefined {
  if (!isKind(reference.target, IPPool)) return undefined;
  const found = view.resolve(resource, reference);
  return found.kind === 'object' && !found.resource.broken ? ipPoolOf(found.resource) : undefined;
}

interface Gateway {
  readonly address: Address;
  readonly node: ScalarNode;
  readonly path: NodePath;
  /** The pool that defines it. */
  readonly pool?: IpPool;
}

function gatewayIn(resource: Resource, holder: Node, path: NodePath, view: View): Gateway | undefined {
  const text = scalarAt(holder, ['string']);
  if (text?.text) {
    const address = parseAddress(text.text);
    return address && { address, node: text, path: [...path, 'string'] };
  }
  const name = scalarAt(holder, ['fromPoolRef', 'name']) ?? scalarAt(holder, ['fromIPPool']);
  const pool = name && poolAt(resource, name, view);
  const [gateway, ...others] = [...new Set(pool?.entries.map((entry) => entry.gateway?.text))];
  const address = gateway === undefined || others.length > 0 ? undefined : parseAddress(gateway);
  return name && pool && address && { address, node: name, path, pool };
}
