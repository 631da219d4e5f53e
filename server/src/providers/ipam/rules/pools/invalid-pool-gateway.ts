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
import { shortPathText } from '../../../../core/syntax/lookup.ts';
import { ipPoolOf, networkOf, type PoolEntry } from '../../ip-pool.ts';
import { IPPool } from '../../kinds.ts';

/** Source: selectIPFromPool of the ip-address-manager, which does not exclude the gateway. */
export const invalidPoolGateway = defineRule({
  id: 'invalid-pool-gateway',
  formerIds: ['misplaced-gateway'],
  severity: 'warning',
  effect: 'wrong',
  by: 'controller',
  on: [IPPool],
  summary: 'The gateway of an IPPool is in one of its ranges, or outside the network of a range.',

  *check(resource) {
    const reported = new Set<unknown>();
    for (const entry of ipPoolOf(resource).entries) {
      const { gateway, range } = entry;
      if (!gateway?.value || !range || reported.has(gateway.node)) continue;
      const report = reportOf(resource, entry, gateway.value, range);
      if (report) reported.add(gateway.node);
      if (report) yield report;
    }
  },
});

function reportOf(resource: Resource, entry: PoolEntry, address: Address, range: AddressRange): Report | undefined {
  const { gateway, path } = entry;
  if (!gateway) return undefined;
  const where = `${shortPathText(path)} of ${nameOf(resource)}`;
  const report = (message: string, fixes: readonly Fix[] = []): Report => ({
    resource,
    node: gateway.node,
    path: gateway.path,
    message,
    fixes,
  });
  if (holds(range, address))
    return report(
      `Gateway ${gateway.text} is in the range of ${where} (${rangeText(range)}). A machine can get the address of the router. Exclude it from the range.`,
      leaveOut(resource, entry, address, range),
    );
  if (address.family !== range.family)
    return report(
      `Gateway ${gateway.text} is an IPv${address.family} address, but ${where} contains IPv${range.family} addresses. No machine can use it.`,
    );
  const network = networkOf(entry);
  // A link-local address is in every network.
  const isLinkLocal = address.family === 6 && address.value >> 118n === 0x3fan;
  if (!network || holds(network, address) || isLinkLocal) return undefined;
  return report(
    `Gateway ${gateway.text} is outside the network ${addressText({ family: network.family, value: network.first })}/${entry.prefix?.text} of ${where}. Machines get a default route that they cannot reach. Fix the gateway or the prefix.`,
  );
}

/** Returns a fix if the gateway is the first or the last address of the range. */
function leaveOut(
  resource: Resource,
  { start, end }: PoolEntry,
  { family, value }: Address,
  range: AddressRange,
): readonly Fix[] {
  if (start && value === range.first && range.last > value) {
    const text = addressText({ family, value: value + 1n });
    return fixIn(`Change start to ${text}`, resource, writeScalar(start.node, text));
  }
  if (end && value === range.last && end.value?.value === value && range.first < value) {
    const text = addressText({ family, value: value - 1n });
    return fixIn(`Change end to ${text}`, resource, writeScalar(end.node, text));
  }
  return [];
}
