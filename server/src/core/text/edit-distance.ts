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

/** More than any distance. A small integer, because V8 processes arrays of these faster. */
const FAR = 0x3fffffff;

/**
 * Compares only the prefixes of which the lengths differ by at most `limit`, because all others differ by more. Hot path:
 * each misspelled name is compared with up to hundreds of others.
 */
function distance(one: string, other: string, limit: number): number {
  const reach = Math.min(limit, Math.max(one.length, other.length));
  let beforeLast: number[] = [];
  let last: number[] = [];
  let current: number[] = [];
  for (let column = 0; column <= other.length; column++) {
    beforeLast.push(FAR);
    last.push(column);
    current.push(FAR);
  }
  let beforeLetter = -1;
  for (let row = 1; row <= one.length; row++) {
    const letter = one.charCodeAt(row - 1);
    const from = Math.max(1, row - reach);
    const to = Math.min(other.length, row + reach);
    let left = from === 1 ? row : FAR;
    current[from - 1] = left;
    let leastInRow = left;
    for (let column = from; column <= to; column++) {
      const otherLetter = other.charCodeAt(column - 1);
      let least = (last[column - 1] ?? FAR) + (letter === otherLetter ? 0 : 1);
      const above = (last[column] ?? FAR) + 1;
      if (above < least) least = above;
      if (left + 1 < least) least = left + 1;
      if (beforeLetter === otherLetter && column > 1 && letter === other.charCodeAt(column - 2)) {
        const swapped = (beforeLast[column - 2] ?? FAR) + 1;
        if (swapped < least) least = swapped;
      }
      current[column] = least;
      left = least;
      if (least < leastInRow) leastInRow = least;
    }
    // A swap continues from the row before, whose least is at most one less.
    if (leastInRow > limit + 1) return limit + 1;
    [beforeLast, last, current] = [last, current, beforeLast];
    beforeLetter = letter;
  }
  return last[other.length] ?? 0;
}
