import { parseAddress } from '../../../../core/addresses/addresses.ts';
import { nameOf } from '../../../../core/objects/resource.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { nodeAt, pathText, scalarAt } from '../../../../core/syntax/lookup.ts';
import type { Node } from '../../../../core/syntax/node.ts';
import { matches, pathPattern } from '../../../../core/syntax/path-pattern.ts';
import { readScalar } from '../../../../core/syntax/read-scalar.ts';
import type { PlacedScalar } from '../../../../core/syntax/scalars.ts';
import { Metal3DataTemplate } from '../../kinds.ts';

const ROUTES = pathPattern('spec.networkData.networks.{ipv4,ipv6,ipv4DHCP,ipv6DHCP,ipv6SLAAC}[].routes[]');

/** Source: the network data format has no metrics, so all default routes of a machine have the same priority. */
export const duplicateDefaultRoute = defineRule({
  id: 'duplicate-default-route',
  severity: 'warning',
  effect: 'wrong',
  by: 'boot',
  on: [Metal3DataTemplate],
  summary: 'A data template defines two default routes of one IP family.',

  *check(resource) {
    const first = new Map<number, PlacedScalar>();
    for (const { node, path } of matches(resource.root, ROUTES)) {
      const network = scalarAt(node, ['network']);
      const address = network && parseAddress(network.text);
      if (!network || address?.value !== 0n || !hasPrefixZero(node)) continue;
      const other = first.get(address.family);
      if (!other) first.set(address.family, { node: network, path: [...path, 'network'] });
      else
        yield {
          resource,
          node: network,
          path: [...path, 'network'],
          message: `Second IPv${address.family} default route in ${nameOf(resource)}; the first is at ${pathText(other.path.slice(0, -1))}. Machines cannot have two default routes with the same priority, so one of the gateways is not used. Keep one of them.`,
          related: [{ place: placeOf(resource, other.node), message: 'The first default route is defined here.' }],
        };
    }
  },
});

/** Returns true if the prefix of a route is 0, which is also the default. */
function hasPrefixZero(route: Node): boolean {
  const prefix = nodeAt(route, ['prefix']);
  if (!prefix) return true;
  const scalar = prefix.kind === 'scalar' ? readScalar(prefix) : undefined;
  return scalar?.type === 'null' || (scalar?.type === 'integer' && scalar.value === 0);
}
