import { isKind } from '../../../core/objects/group-kind.ts';
import type { Resource } from '../../../core/objects/resource.ts';
import { afterColon, type Hint } from '../../../core/outline/hints.ts';
import { entryOf, nodeAt } from '../../../core/syntax/lookup.ts';
import { ipPoolOf } from '../ip-pool.ts';
import { IPPool } from '../kinds.ts';

/** Larger pools, such as IPv6 networks, get no hint. */
const MAX_SIZE = 1n << 24n;

/** Shows how many addresses the ranges of a pool contain. */
export function poolSizeHints(pool: Resource): readonly Hint[] {
  if (!isKind(pool, IPPool)) return [];
  const { entries, isKnown } = ipPoolOf(pool);
  const pools = entryOf(nodeAt(pool.root, ['spec']), 'pools');
  if (pools?.value.kind !== 'sequence' || pools.value.flow || !isKnown) return [];
  if (entries.length === 0 || entries.some(({ range }) => !range)) return [];
  const size = entries.reduce((sum, { range }) => sum + (range ? range.last - range.first + 1n : 0n), 0n);
  const offset = afterColon(pool, pools.key.span.end);
  if (offset === undefined || size > MAX_SIZE) return [];
  const label = size === 1n ? '= 1 address' : `= ${size} addresses`;
  return [{ offset, label, origin: 'The number of addresses in all ranges of the pool.' }];
}
