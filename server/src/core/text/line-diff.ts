/** The lines of a text, and which of them are replaced. */
export interface LineDiff {
  /** With their line endings. */
  readonly before: readonly string[];
  readonly hunks: readonly LineHunk[];
}

/** Lines `from` to `to` (exclusive) are replaced by `lines`. */
export interface LineHunk {
  readonly from: number;
  readonly to: number;
  readonly lines: readonly string[];
}

/**
 * The shortest replacement of lines (Myers, "An O(ND) Difference Algorithm"). Texts that differ in more than
 * `MAX_EDITS` lines are replaced from the first to the last line that differs.
 */
export function lineDiff(beforeText: string, afterText: string): LineDiff {
  const before = linesOf(beforeText);
  const after = linesOf(afterText);
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const [a, b] = [before.slice(head, before.length - tail), after.slice(head, after.length - tail)];
  if (a.length === 0 && b.length === 0) return { before, hunks: [] };
  const kept = commonLines(a, b);
  return { before, hunks: hunksOf(a, b, kept).map((hunk) => moved(hunk, head)) };
}

const MAX_EDITS = 2000;

export function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** The pairs of indices of unchanged lines, ascending. */
function commonLines(a: readonly string[], b: readonly string[]): readonly (readonly [number, number])[] {
  const trace: Map<number, number>[] = [];
  let furthest = new Map<number, number>([[1, 0]]);
  for (let edits = 0; edits <= Math.min(a.length + b.length, MAX_EDITS); edits++) {
    trace.push(furthest);
    const next = new Map(furthest);
    for (let k = -edits; k <= edits; k += 2) {
      let x = isDown(furthest, k, edits) ? (furthest.get(k + 1) ?? 0) : (furthest.get(k - 1) ?? 0) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      next.set(k, x);
      if (x >= a.length && x - k >= b.length) return backtrack(trace, a.length, b.length);
    }
    furthest = next;
  }
  return [];
}

function isDown(furthest: ReadonlyMap<number, number>, k: number, edits: number): boolean {
  return k === -edits || (k !== edits && (furthest.get(k - 1) ?? -1) < (furthest.get(k + 1) ?? -1));
}

function backtrack(
  trace: readonly ReadonlyMap<number, number>[],
  aLength: number,
  bLength: number,
): readonly (readonly [number, number])[] {
  const pairs: [number, number][] = [];
  let [x, y] = [aLength, bLength];
  for (let edits = trace.length - 1; edits >= 0; edits--) {
    const furthest = trace[edits] ?? new Map<number, number>();
    const k = x - y;
    const previousK = isDown(furthest, k, edits) ? k + 1 : k - 1;
    const previousX = furthest.get(previousK) ?? 0;
    const previousY = previousX - previousK;
    while (x > previousX && y > previousY && x > 0 && y > 0) pairs.push([--x, --y]);
    [x, y] = [previousX, previousY];
  }
  return pairs.reverse();
}

function hunksOf(
  a: readonly string[],
  b: readonly string[],
  kept: readonly (readonly [number, number])[],
): readonly LineHunk[] {
  const hunks: LineHunk[] = [];
  let [x, y] = [0, 0];
  for (const [nextX, nextY] of [...kept, [a.length, b.length] as const]) {
    if (nextX > x || nextY > y) hunks.push({ from: x, to: nextX, lines: b.slice(y, nextY) });
    [x, y] = [nextX + 1, nextY + 1];
  }
  return hunks;
}

function moved({ from, to, lines }: LineHunk, by: number): LineHunk {
  return { from: from + by, to: to + by, lines };
}
