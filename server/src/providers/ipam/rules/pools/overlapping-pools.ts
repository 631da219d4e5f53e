import { overlap, rangeText } from '../../../../core/addresses/addresses.ts';
import { isKind } from '../../../../core/objects/group-kind.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import type { View } from '../../../../core/query/view.ts';
import { defineRule, placeOf, type Report } from '../../../../core/rules/rule.ts';
import { scalarAt } from '../../../../core/syntax/lookup.ts';
import { Metal3DataTemplate } from '../../../metal3/kinds.ts';
import { poolsNamedBy } from '../../../metal3/pools-of.ts';
import { type IpPool, ipPoolOf } from '../../ip-pool.ts';
import { IPPool } from '../../kinds.ts';

/**
 * Source: the address manager, which knows of one pool at a time, and formatAddressName for its objects' names. Judged
 * are pools that one data template names, or one Cluster has: others may be on networks that never meet.
 */
export const overlappingPools = defineRule({
  id: 'overlapping-pools',
  severity: 'warning',
  effect: 'wrong',
  by: 'controller',
  on: [IPPool],
  summary: 'Two IPPools of one cluster contain the same addresses.',

  *check(resource, view) {
    if (resource.group !== 'ipam.metal3.io') return;
    const pool = ipPoolOf(resource);
    if (pool.entries.every(({ range }) => range === undefined)) return;
    for (const other of neighboursOf(resource, view)) {
      const report = compare(pool, ipPoolOf(other));
      if (report) yield report;
    }
  },
});

/** The pools whose machines are of the same cluster. */
function neighboursOf(pool: Resource, view: View): readonly Resource[] {
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
  for (const own of pool.entries)
    for (const its of other.entries) {
      const common = own.range && its.range && overlap(own.range, its.range);
      if (!common) continue;
      const prefix = ({ resource }: IpPool) => scalarAt(resource.root, ['spec', 'namePrefix'])?.text;
      const collides = prefix(pool) !== undefined && prefix(pool) === prefix(other);
      const at = own.start ?? own.subnet ?? own.end;
      return {
        resource: pool.resource,
        node: at?.node ?? own.node,
        path: at?.path ?? own.path,
        ...(collides ? ({ severity: 'error', effect: 'stuck' } as const) : {}),
        message: collides
          ? `${nameOf(pool.resource)} and ${nameOf(other.resource)} overlap (${rangeText(common)}) and have the same namePrefix, so the names of their IPAddress objects collide. The second machine never gets an address. Use separate ranges.`
          : `${nameOf(pool.resource)} and ${nameOf(other.resource)} overlap (${rangeText(common)}), so two machines can get the same address. Use separate ranges.`,
        related: [
          {
            place: placeOf(other.resource, (its.start ?? its.subnet ?? its.end)?.node ?? its.node),
            message: `The overlapping range of ${nameOf(other.resource)} is defined here.`,
          },
        ],
      };
    }
  return undefined;
}
