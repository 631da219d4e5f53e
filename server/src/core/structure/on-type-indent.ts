import { columnIn, findScalar } from '../cursor/find-scalar.ts';
import { indentationOf } from '../cursor/indentation.ts';
import { readTolerant } from '../syntax/read-tolerant.ts';
import { isLineEnd, lineStart, skipSpaces } from '../syntax/whitespace.ts';
import { span, type TextChange } from '../text/span.ts';

/**
 * Returns the change that indents the new line at `offset`: deeper after a key without a value, aligned with the keys
 * of an item, else as the line above. Undefined if the line is already indented correctly, or is inside a block scalar.
 */
export function indentNewLine(text: string, offset: number): TextChange | undefined {
  const line = lineStart(text, offset);
  let above = line;
  do above = lineStart(text, above - 1);
  while (above > 0 && isLineEnd(text, skipSpaces(text, above)));
  const expected = line === 0 ? undefined : columnBelow(text, above, line);
  const first = skipSpaces(text, line);
  if (expected === undefined || first - line === expected) return undefined;
  return { span: span(line, first), newText: ' '.repeat(expected) };
}

function columnBelow(text: string, above: number, line: number): number | undefined {
  // Lines below must not be parsed as the value of the line above.
  const before = text.slice(0, line);
  const root = readTolerant(before);
  let end = line;
  while (end > above && /\s/.test(before[end - 1] ?? '')) end--;
  if (!root || end <= above) return undefined;
  const first = startOf(text, above);
  const found = findScalar(root, before, first);
  if (!found?.isKey) return found && found.node.span.start >= above ? columnIn(text, first) : undefined;
  const { key, value } = found.entry;
  const column = columnIn(text, key.span.start);
  const { step } = indentationOf([{ text: before, root }]);
  const isOpen = value.kind === 'scalar' && (value.style === 'absent' || isBlock(value.style));
  if (isOpen && before.slice(key.span.end, end).includes(':')) return column + step;
  return value.span.end > line || isMultiline(before, value.span) ? undefined : column;
}

function isBlock(style: string): boolean {
  return style === 'literal' || style === 'folded';
}

function isMultiline(text: string, { start, end }: { readonly start: number; readonly end: number }): boolean {
  return text.slice(start, end).trimEnd().includes('\n');
}

/** Returns the offset of the first character of a line after its dashes. */
function startOf(text: string, line: number): number {
  let at = skipSpaces(text, line);
  while (text[at] === '-' && text[at + 1] === ' ') at = skipSpaces(text, at + 1);
  return at;
}
