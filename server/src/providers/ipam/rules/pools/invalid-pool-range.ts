import type { Address } from '../../../../core/addresses/addresses.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { defineRule, type Report } from '../../../../core/rules/rule.ts';
import { shortPathText } from '../../../../core/syntax/lookup.ts';
import { ipPoolOf, type PoolEntry } from '../../ip-pool.ts';
import { IPAM, IPPool } from '../../kinds.ts';
import { RANGE_FAULTS, type RangeFault } from '../../range-faults.ts';

/** Source: GetIPAddress in api/v1alpha1/utils.go of the ip-address-manager, and its webhook in v1.13 and later. */
export const invalidPoolRange = defineRule({
  id: 'invalid-pool-range',
  formerIds: ['odd-pool-range'],
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  on: [IPPool],
  summary: 'A range of an IPPool contains no addresses, or not the ones that it appears to contain.',

  *check(resource, view) {
    if (!view.isComplete(resource)) return;
    for (const entry of ipPoolOf(resource).entries) {
      if (!entry.isKnown) continue;
      const fault = RANGE_FAULTS.find(({ when }) => when(entry));
      if (!fault) continue;
      const report = reportOf(resource, entry, fault);
      if (!isBackwards(entry)) yield report;
      else {
        yield { ...report, releases: [{ provider: IPAM, until: 'v1.12' }] };
        // The webhook rejects what the controller of older releases treats as empty.
        yield { ...report, effect: 'refused', by: 'webhook', releases: [{ provider: IPAM, from: 'v1.13.0' }] };
      }
    }
  },
});

/** Compares as the webhook does: IPv4 addresses are mapped to IPv6. */
function isBackwards({ start, end }: PoolEntry): boolean {
  const all = ({ family, value }: Address) => (family === 4 ? value + (0xffffn << 32n) : value);
  return Boolean(start?.value && end?.value && all(start.value) > all(end.value));
}

function reportOf(resource: Resource, entry: PoolEntry, fault: RangeFault): Report {
  const at = fault.at(entry);
  return {
    resource,
    node: at?.node ?? entry.node,
    path: at?.path ?? entry.path,
    ...(fault.severity ? { severity: fault.severity } : {}),
    message: `${shortPathText(entry.path)} of ${nameOf(resource)} ${fault.message(entry)}`,
    fixes: fault.fixes?.(resource, entry) ?? [],
  };
}
