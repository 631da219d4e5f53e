import { isKind } from '../../../core/objects/group-kind.ts';
import type { Resource } from '../../../core/objects/resource.ts';
import { afterColon, type Hint } from '../../../core/outline/hints.ts';
import { entryOf, nodeAt } from '../../../core/syntax/lookup.ts';
import { IPPool } from '../kinds.ts';
import { sizeText } from '../pool-size.ts';

/** Shows how many addresses the ranges of a pool contain. */
export function poolSizeHints(pool: Resource): readonly Hint[] {
  if (!isKind(pool, IPPool)) return [];
  const pools = entryOf(nodeAt(pool.root, ['spec']), 'pools');
  if (pools?.value.kind !== 'sequence' || pools.value.flow) return [];
  const size = sizeText(pool);
  const offset = afterColon(pool, pools.key.span.end);
  if (offset === undefined || size === undefined) return [];
  return [{ offset, label: `= ${size}`, origin: 'The number of addresses in all ranges of the pool.' }];
}
