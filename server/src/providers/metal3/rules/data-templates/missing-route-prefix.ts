import { type Address, parseAddress } from '../../../../core/addresses/addresses.ts';
import type { Fix } from '../../../../core/findings/finding.ts';
import { fixIn } from '../../../../core/fixes/fix.ts';
import { insertInto } from '../../../../core/fixes/set-field.ts';
import { writeScalar } from '../../../../core/fixes/write-scalar.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { defineRule } from '../../../../core/rules/rule.ts';
import { entryOf, nodeAt, scalarAt } from '../../../../core/syntax/lookup.ts';
import type { Node } from '../../../../core/syntax/node.ts';
import { matches, pathPattern } from '../../../../core/syntax/path-pattern.ts';
import { readScalar } from '../../../../core/syntax/read-scalar.ts';
import { integerAt } from '../../../ipam/ip-pool.ts';
import { Metal3DataTemplate } from '../../kinds.ts';

const ROUTES = pathPattern('spec.networkData.networks.{ipv4,ipv6,ipv4DHCP,ipv6DHCP,ipv6SLAAC}[].routes[]');

/** Source: getRoutesv4 of CAPM3, where the default of the prefix is 0. */
export const missingRoutePrefix = defineRule({
  id: 'missing-route-prefix',
  formerIds: ['route-without-prefix'],
  severity: 'warning',
  effect: 'wrong',
  by: 'controller',
  on: [Metal3DataTemplate],
  summary: 'A route to a network has no prefix, so it is a default route.',

  *check(resource, view) {
    if (!view.isComplete(resource)) return;
    for (const { node, path } of matches(resource.root, ROUTES)) {
      const network = scalarAt(node, ['network']);
      const address = network && parseAddress(network.text);
      if (!network || !address || address.value === 0n) continue;
      const written = nodeAt(node, ['prefix']);
      const prefix = integerAt(resource.root, [...path, 'prefix']);
      const isNull = written?.kind === 'scalar' && readScalar(written).type === 'null';
      if (written && !isNull && prefix?.value !== 0) continue;
      yield {
        resource,
        node: network,
        path: [...path, 'network'],
        message: `The route to ${network.text} in ${nameOf(resource)} has no prefix, so it is a default route (prefix 0). Machines send all traffic to its gateway. Set the prefix of the network.`,
        fixes: addPrefix(resource, node, address, isNull),
      };
    }
  },
});

/** Returns a fix with a guess: the shortest prefix of complete bytes that covers the address of the network. */
function addPrefix(resource: Resource, route: Node, { family, value }: Address, isNull: boolean): readonly Fix[] {
  const step = family === 4 ? 8 : 16;
  let prefix = family === 4 ? 32 : 128;
  while (prefix > step && value % (1n << BigInt((family === 4 ? 32 : 128) - prefix + step)) === 0n) prefix -= step;
  const written = entryOf(route, 'prefix')?.value;
  if (isNull || route.kind !== 'map') return [];
  const change =
    written?.kind === 'scalar'
      ? writeScalar(written, prefix)
      : insertInto(resource.document, route, ['prefix'], prefix);
  return fixIn(written ? `Change prefix to ${prefix}` : `Add prefix: ${prefix}`, resource, change);
}
