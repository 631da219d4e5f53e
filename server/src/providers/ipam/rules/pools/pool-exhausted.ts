import type { Severity } from '../../../../core/findings/finding.ts';
import { isKind } from '../../../../core/objects/group-kind.ts';
import { nameOf, type Resource } from '../../../../core/objects/resource.ts';
import { defineRule, placeOf } from '../../../../core/rules/rule.ts';
import { nodeAt, scalarAt } from '../../../../core/syntax/lookup.ts';
import { readScalar } from '../../../../core/syntax/read-scalar.ts';
import { MachineDeployment } from '../../../cluster-api/kinds.ts';
import { replicasOf } from '../../../cluster-api/replicas.ts';
import { KubeadmControlPlane } from '../../../kubeadm/kinds.ts';
import { claimantsOf } from '../../../metal3/pools-of.ts';
import { type IpPool, ipPoolOf } from '../../ip-pool.ts';
import { IPPool } from '../../kinds.ts';

/**
 * Source: the address manager, which marks a claim of an exhausted pool as failed, and CAPM3, which does not retry it
 * (CAPM3#2729). Skips pools with claimants that are not in the workspace, or whose number of machines is unknown.
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
    if (resource.group !== 'ipam.metal3.io') return;
    const pool = ipPoolOf(resource);
    if (!pool.isKnown || pool.entries.length === 0) return;
    const size = sizeOf(pool);
    // No cluster has more machines than that.
    if (size > 100000n) return;
    const makers = claimantsOf(resource, view) ?? [];
    const [first, ...others] = makers;
    const counts = makers.map(replicasOf);
    if (!first || counts.some((count) => count === undefined)) return;
    const wanted = counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
    const surge = makers.reduce((sum, each) => sum + surgeOf(each), 0);
    if (size >= BigInt(wanted + surge)) return;
    const isShort = size < BigInt(wanted);
    const severity: Severity = isShort ? 'warning' : 'info';
    const who = others.length === 0 ? nameOf(first) : `${nameOf(first)} and ${others.length} more`;
    const addresses = size === 1n ? '1 address' : `${size} addresses`;
    const machines = wanted === 1 ? '1 machine' : `${wanted} machines`;
    const entry = pool.entries[0];
    yield {
      resource,
      node: entry?.node ?? resource.root,
      path: entry?.path ?? [],
      severity,
      message: isShort
        ? `${nameOf(resource)} has ${addresses} for ${machines} of ${who}. The last machines never get an address, even if the pool is extended later. Extend the pool first.`
        : `${nameOf(resource)} has ${addresses} for ${machines} of ${who}, but a rolling update creates up to ${surge} more. New machines never get an address. Extend the pool by ${BigInt(wanted + surge) - size}.`,
      related: makers.map((each) => ({
        place: placeOf(each, each.nameNode ?? each.root),
        message: `${nameOf(each)} is defined here.`,
      })),
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

/** Returns how many machines a rolling update creates in addition to the replicas; 0 without rolling updates. */
function surgeOf(machines: Resource): number {
  if (!isKind(machines, MachineDeployment) && !isKind(machines, KubeadmControlPlane)) return 0;
  const strategy =
    ['strategy', 'rolloutStrategy'].map((key) => nodeAt(machines.root, ['spec', key])).find(Boolean) ??
    nodeAt(machines.root, ['spec', 'rollout', 'strategy']);
  if (scalarAt(strategy, ['type'])?.text === 'OnDelete') return 0;
  const written = nodeAt(strategy, ['rollingUpdate', 'maxSurge']);
  if (written?.kind !== 'scalar' || written.style === 'absent') return 1;
  const scalar = readScalar(written);
  if (scalar.type === 'integer') return scalar.value;
  const percent = /^(\d+)%$/.exec(written.text)?.[1];
  return percent === undefined ? 0 : Math.ceil(((replicasOf(machines) ?? 0) * Number(percent)) / 100);
}
