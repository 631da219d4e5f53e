import assert from 'node:assert/strict';
import type { Position, Range } from 'vscode-languageserver';

/** Returns the range of a part of a text, which must contain it once. A `█` at both ends marks a smaller range in the part. */
export function rangeIn(text: string, part: string): Range {
  const [before = '', marked] = part.split('█');
  const unmarked = part.replaceAll('█', '');
  const at = text.indexOf(unmarked);
  assert.ok(at >= 0 && text.indexOf(unmarked, at + 1) < 0, `The text contains ${JSON.stringify(unmarked)} once.`);
  const start = marked === undefined ? at : at + before.length;
  return { start: positionAt(text, start), end: positionAt(text, start + (marked ?? unmarked).length) };
}

/** Returns the position of the `█` in a part of a text, which must contain the part once. Without it, where the part starts. */
export function positionIn(text: string, part: string): Position {
  return rangeIn(text, part).start;
}

function positionAt(text: string, offset: number): Position {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}
