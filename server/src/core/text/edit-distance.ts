/**
 * Returns the number of insertions, deletions, replacements and swaps of adjacent characters between two texts. If it is
 * more than `limit`, any number above `limit` is returned.
 */
export function editDistance(one: string, other: string, limit = Number.POSITIVE_INFINITY): number {
  if (Math.abs(one.length - other.length) > limit) return limit + 1;
  let start = 0;
  const shorter = Math.min(one.length, other.length);
  while (start < shorter && one[start] === other[start]) start++;
  let end = 0;
  while (end < shorter - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end++;
  const rest = Math.max(one.length, other.length) - start - end;
  // One character was inserted, deleted or replaced.
  if (rest <= 1) return rest;
  return distance(one.slice(start, one.length - end), other.slice(start, other.length - end), limit);
}

/** Compares only the prefixes of which the lengths differ by at most `limit`, because all others differ by more. */
function distance(one: string, other: string, limit: number): number {
  const reach = Math.min(limit, Math.max(one.length, other.length));
  const width = other.length + 1;
  const far = Number.MAX_SAFE_INTEGER;
  let beforeLast = Array<number>(width).fill(far);
  let last = Array.from({ length: width }, (_, column) => column);
  let current = Array<number>(width).fill(far);
  for (let row = 1; row <= one.length; row++) {
    const from = Math.max(1, row - reach);
    const to = Math.min(other.length, row + reach);
    current[from - 1] = from === 1 ? row : far;
    let leastInRow = current[from - 1] ?? far;
    for (let column = from; column <= to; column++) {
      const same = one[row - 1] === other[column - 1];
      let least = Math.min(
        (last[column] ?? far) + 1,
        (current[column - 1] ?? far) + 1,
        (last[column - 1] ?? far) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1])
        least = Math.min(least, (beforeLast[column - 2] ?? far) + 1);
      current[column] = least;
      leastInRow = Math.min(leastInRow, least);
    }
    // A swap continues from the row before, whose least is at most one less.
    if (leastInRow > limit + 1) return limit + 1;
    [beforeLast, last, current] = [last, current, beforeLast];
  }
  return last[other.length] ?? 0;
}
