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

function distance(one: string, other: string, limit: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    let leastInRow = row;
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1];
      let least = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1])
        least = Math.min(least, (beforeLast[column - 2] ?? 0) + 1);
      current.push(least);
      leastInRow = Math.min(leastInRow, least);
    }
    // A swap continues from the row before, whose least is at most one less.
    if (leastInRow > limit + 1) return limit + 1;
    beforeLast = last;
    last = current;
  }
  return last[other.length] ?? 0;
}

/**
 * Returns the candidates that `text` may be a misspelling of, nearest first; of equally near ones, first the
 * candidates that begin with `text`. The distance is at most a third of the length, and at most three.
 */
export function nearestTo(text: string, candidates: Iterable<string>): readonly string[] {
  const limit = Math.min(3, Math.max(1, Math.floor(text.length / 3)));
  const lower = text.toLowerCase();
  const near = new Map<string, number>();
  for (const candidate of candidates) {
    if (candidate === text || Math.abs(candidate.length - text.length) > limit || near.has(candidate)) continue;
    const found = editDistance(lower, candidate.toLowerCase(), limit);
    if (found <= limit) near.set(candidate, found);
  }
  return [...near]
    .sort(
      ([a, one], [b, other]) =>
        one - other || Number(b.startsWith(text)) - Number(a.startsWith(text)) || (a < b ? -1 : 1),
    )
    .map(([candidate]) => candidate);
}
