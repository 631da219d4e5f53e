import {
  type Address,
  type AddressRange,
  addressText,
  holds,
  rangeText,
} from '../../../../core/addresses/addresses.ts';
import type { Fix } from '../../../../core/findings/finding.ts';
import { fixIn } from '../../../../core/fixes/fix.ts';
import { writeScalar } from '../../../../core/fixes/write-scalar.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { defineRule, type Report } from '../../../../core/rules/rule.ts';
import { pathText } from '../../../../core/syntax/lookup.ts';
import { ipPoolOf, networkOf, type PoolEntry } from '../../ip-pool.ts';
import { IPPool } from '../../kinds.ts';

/** Source: selectIPFromPool of the ip-address-manager, which hands out a gateway like any other address. */
export const invalidPoolGateway = defineRule({
  id: 'invalid-pool-gateway',
  formerIds: ['misplaced-gateway'],
  severity: 'warning',
  effect: 'wrong',
  by: 'controller',
  on: [IPPool],
  summary: "An IPPool's gateway is among the addresses that it hands out, or outside their network.",

  *check(resource) {
    if (resource.group !== 'ipam.metal3.io') return;
    const told = new Set<unknown>();
    for (const entry of ipPoolOf(resource).entries) {
      const { gateway, range } = entry;
      if (!gateway?.value || !range || told.has(gateway.node)) continue;
      const report = reportOf(resource, entry, gateway.value, range);
      if (report) told.add(gateway.node);
      if (report) yield report;
    }
  },
});

function reportOf(resource: Resource, entry: PoolEntry, address: Address, range: AddressRange): Report | undefined {
  const { gateway, path } = entry;
  if (!gateway) return undefined;
  const where = `${pathText(path)} of ${nameOf(resource)}`;
  const say = (message: string, fixes: readonly Fix[] = []): Report => ({
    resource,
    node: gateway.node,
    path: gateway.path,
    message,
    fixes,
  });
  if (holds(range, address))
    return say(
      `The gateway ${gateway.text} is among the addresses that ${where} hands out (${rangeText(range)}): a machine will get it, and take it from the router. Let the range leave it out.`,
      leaveOut(resource, entry, address, range),
    );
  if (address.family !== range.family)
    return say(
      `The gateway ${gateway.text} is of another family than the addresses of ${where}: no machine can use it.`,
    );
  const network = networkOf(entry);
  // A link-local address is in every network.
  const isLinkLocal = address.family === 6 && address.value >> 118n === 0x3fan;
  if (!network || holds(network, address) || isLinkLocal) return undefined;
  return say(
    `The gateway ${gateway.text} is outside the network of ${where} (${addressText({ family: network.family, value: network.first })}/${entry.prefix?.text}): machines get a default route that they cannot reach. Correct the gateway or the prefix.`,
  );
}

/** Moves the end of the range that the gateway lies at. */
function leaveOut(
  resource: Resource,
  { start, end }: PoolEntry,
  { family, value }: Address,
  range: AddressRange,
): readonly Fix[] {
  if (start && value === range.first && range.last > value) {
    const text = addressText({ family, value: value + 1n });
    return fixIn(`Start at ${text}`, resource, writeScalar(start.node, text));
  }
  if (end && value === range.last && end.value?.value === value && range.first < value) {
    const text = addressText({ family, value: value - 1n });
    return fixIn(`End at ${text}`, resource, writeScalar(end.node, text));
  }
  return [];
}
