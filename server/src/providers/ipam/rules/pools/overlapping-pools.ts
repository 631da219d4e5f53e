import { type AddressRange, overlap, rangeText } from '../../../../core/addresses/addresses.ts';
import { isKind } from '../../../../core/objects/group-kind.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import type { View } from '../../../../core/query/view.ts';
import { MAX_COMPARED } from '../../../../core/rules/limits/compared.ts';
import { defineRule, placeOf, type Report } from '../../../../core/rules/rule.ts';
import { scalarAt } from '../../../../core/syntax/lookup.ts';
import { Metal3DataTemplate } from '../../../metal3/kinds.ts';
import { poolsNamedBy } from '../../../metal3/pools-of.ts';
import { type IpPool, ipPoolOf, type PoolEntry } from '../../ip-pool.ts';
import { IPPool } from '../../kinds.ts';

/**
 * Source: the address manager, which reads one pool at a time. The rule only compares pools of one data template or one Cluster: others can be on separate networks.
 */
export const overlappingPools = defineRule({
  id: 'overlapping-pools',
  severity: 'warning',
  effect: 'wrong',
  by: 'controller',
  on: [IPPool],
  summary: 'Two IPPools of one cluster contain the same addresses.',

  *check(resource, view) {
    const pool = ipPoolOf(resource);
    if (pool.entries.every(({ range }) => range === undefined)) return;
    const prefix = scalarAt(resource.root, ['spec', 'namePrefix'])?.text;
    const samePrefix = prefix ? view.objectsOf(resource, IPPool, { name: 'prefix', value: prefix }) : [];
    for (const other of relatedPoolsOf(resource, view).slice(0, MAX_COMPARED)) {
      // shared-name-prefix reports them.
      if (samePrefix.includes(other)) continue;
      const report = compare(pool, ipPoolOf(other));
      if (report) yield report;
    }
  },
});

/** Returns the other pools of the same data template or Cluster. */
function relatedPoolsOf(pool: Resource, view: View): readonly Resource[] {
  const found = new Set<Resource>();
  for (const { resource } of view.referrersTo(pool))
    if (isKind(resource, Metal3DataTemplate) && !resource.broken)
      for (const other of poolsNamedBy(resource, view)) found.add(other);
  for (const reference of pool.references) {
    const cluster = view.resolve(pool, reference);
    if (cluster.kind !== 'object') continue;
    for (const { resource } of view.referrersTo(cluster.resource))
      if (isKind(resource, IPPool) && resource.group === pool.group && !resource.broken) found.add(resource);
  }
  found.delete(pool);
  return [...found];
}

function compare(pool: IpPool, other: IpPool): Report | undefined {
  for (const entry of pool.entries)
    for (const otherEntry of other.entries) {
      const [range, otherRange] = [certainRangeOf(entry), certainRangeOf(otherEntry)];
      const common = range && otherRange && overlap(range, otherRange);
      if (!common) continue;
      const at = entry.start ?? entry.subnet ?? entry.end;
      const otherAt = otherEntry.start ?? otherEntry.subnet ?? otherEntry.end;
      return {
        resource: pool.resource,
        node: at?.node ?? entry.node,
        path: at?.path ?? entry.path,
        message: `${nameOf(pool.resource)} and ${nameOf(other.resource)} overlap (${rangeText(common)}), so two machines can get the same address. Use separate ranges.`,
        related: [
          {
            place: placeOf(other.resource, otherAt?.node ?? otherEntry.node),
            message: `The overlapping range of ${nameOf(other.resource)} is defined here.`,
          },
        ],
      };
    }
  return undefined;
}

/** Returns the range of an entry; only its start if its end is missing, which invalid-pool-range reports. */
function certainRangeOf({ range, end, subnet }: PoolEntry): AddressRange | undefined {
  return range && !end && !subnet ? { ...range, last: range.first } : range;
}
