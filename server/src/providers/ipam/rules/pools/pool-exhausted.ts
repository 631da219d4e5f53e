import { nameOf } from '../../../../core/objects/resource.ts';
import { defineRule, placeOf, type Report } from '../../../../core/rules/rule.ts';
import { replicasOf } from '../../../cluster-api/replicas.ts';
import { claimantsOf } from '../../../metal3/pools-of.ts';
import { surgeOf } from '../../../metal3/rolling-update.ts';
import { type IpPool, ipPoolOf } from '../../ip-pool.ts';
import { IPAM, IPPool } from '../../kinds.ts';
import { isEmptiedByFault } from '../../range-faults.ts';

/**
 * Source: the address manager, which marks a claim of an exhausted pool as failed, and CAPM3, which does not retry it
 * (CAPM3#2729). Up to v1.10.0, the address manager retries the claim. Skips pools with claimants that are not in the workspace, or whose number of machines is unknown.
 */
export const poolExhausted = defineRule({
  id: 'pool-exhausted',
  formerIds: ['small-pool'],
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  on: [IPPool],
  summary: 'An IPPool has fewer addresses than the machines that claim one.',

  *check(resource, view) {
    const pool = ipPoolOf(resource);
    if (!pool.isKnown || pool.entries.length === 0) return;
    // The rule invalid-pool-range reports the pool.
    if (pool.entries.some(isEmptiedByFault)) return;
    const size = sizeOf(pool);
    // No cluster has more machines than that.
    if (size > 100000n) return;
    const owners = claimantsOf(resource, view) ?? [];
    const [first, ...others] = owners;
    const counts = owners.map(replicasOf);
    if (!first || counts.some((count) => count === undefined)) return;
    const replicas = counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
    const surge = owners.reduce((sum, each) => sum + surgeOf(each), 0);
    if (size >= BigInt(replicas + surge)) return;
    const isShort = size < BigInt(replicas);
    const subject = others.length === 0 ? nameOf(first) : `${nameOf(first)} and ${others.length} more`;
    const addresses = size === 1n ? '1 address' : `${size} addresses`;
    const machines = replicas === 1 ? '1 machine' : `${replicas} machines`;
    const entry = pool.entries[0];
    const report: Report = {
      resource,
      node: entry?.node ?? resource.root,
      path: entry?.path ?? [],
      message: `${nameOf(resource)} has ${addresses} for ${machines} of ${subject}. The last machines never get an address. In IPAM v1.10.1 and later, their claims fail permanently, so extend the pool first.`,
      related: owners.map((each) => ({
        place: placeOf(each, each.nameNode ?? each.root),
        message: `${nameOf(each)} is defined here.`,
      })),
    };
    if (isShort) {
      yield report;
      return;
    }
    const problem = `${nameOf(resource)} has ${addresses} for ${machines} of ${subject}, but a rolling update creates up to ${surge} more.`;
    const missing = BigInt(replicas + surge) - size;
    yield {
      ...report,
      releases: [{ provider: IPAM, from: 'v1.10.1' }],
      message: `${problem} Their claims fail permanently. Extend the pool by ${missing} first.`,
    };
    yield {
      ...report,
      severity: 'info',
      releases: [{ provider: IPAM, until: 'v1.10.0' }],
      message: `${problem} The update waits until the pool is extended by ${missing}.`,
    };
  },
});

/** Returns the number of addresses of a pool. Addresses in several ranges are counted once. */
function sizeOf({ entries }: IpPool): bigint {
  const ranges = entries
    .flatMap(({ range }) => range ?? [])
    .sort((a, b) => a.family - b.family || (a.first < b.first ? -1 : 1));
  let size = 0n;
  let end: { family: number; last: bigint } = { family: 0, last: 0n };
  for (const { family, first, last } of ranges) {
    const from = family === end.family && end.last >= first ? end.last + 1n : first;
    if (last >= from) size += last - from + 1n;
    if (family !== end.family || last > end.last) end = { family, last };
  }
  return size;
}
