import { type LineDiff, lineDiff } from '../text/line-diff.ts';
import { span, type TextChange } from '../text/span.ts';

/** Returns the replacements that turn one text into another: changed lines, without their common start and end. */
export function textEdits(before: string, after: string): readonly TextChange[] {
  const diff = lineDiff(before, after);
  const starts = startsOf(diff.before);
  return diff.hunks.map(({ from, to, lines }) => {
    const start = starts[from] ?? before.length;
    const end = starts[to] ?? before.length;
    return trimmed(before.slice(start, end), lines.join(''), start);
  });
}

function startsOf(lines: LineDiff['before']): readonly number[] {
  let offset = 0;
  return lines.map((line) => {
    offset += line.length;
    return offset - line.length;
  });
}

/** Returns a replacement without the common start and end of both texts. */
function trimmed(before: string, after: string, at: number): TextChange {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return { span: span(at + head, at + before.length - tail), newText: after.slice(head, after.length - tail) };
}
