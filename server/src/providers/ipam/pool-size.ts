import type { Resource } from '../../core/objects/resource.ts';
import { ipPoolOf } from './ip-pool.ts';

/** Larger pools, such as IPv6 networks, are not counted. */
const MAX_SIZE = 1n << 24n;

/** Returns how many addresses the ranges of a pool contain: `101 addresses`. Undefined if it is unknown or too large. */
export function sizeText(pool: Resource): string | undefined {
  const { entries, isKnown } = ipPoolOf(pool);
  if (!isKnown || entries.length === 0 || entries.some(({ range }) => !range)) return undefined;
  const size = entries.reduce((sum, { range }) => sum + (range ? range.last - range.first + 1n : 0n), 0n);
  if (size > MAX_SIZE) return undefined;
  return size === 1n ? '1 address' : `${size} addresses`;
}
