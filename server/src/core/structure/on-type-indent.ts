import { columnIn, findScalar } from '../cursor/find-scalar.ts';
import { indentationOf } from '../cursor/indentation.ts';
import { isLineEnd, lineStart, spacesFrom } from '../syntax/letters.ts';
import { readTolerant } from '../syntax/read-tolerant.ts';
import { span, type TextChange } from '../text/span.ts';

/**
 * What gives a line that somebody has just begun, at `offset` of a document's text, the indentation that its place
 * wants: deeper below a key that has no value yet, in line with the keys of an item, else as the line above. Undefined
 * where it has it already, and inside of texts, whose indentation is the author's.
 */
export function indentNewLine(text: string, offset: number): TextChange | undefined {
  const line = lineStart(text, offset);
  let above = line;
  do above = lineStart(text, above - 1);
  while (above > 0 && isLineEnd(text, spacesFrom(text, above)));
  const wanted = line === 0 ? undefined : columnBelow(text, above, line);
  const first = spacesFrom(text, line);
  if (wanted === undefined || first - line === wanted) return undefined;
  return { span: span(line, first), newText: ' '.repeat(wanted) };
}

function columnBelow(text: string, above: number, line: number): number | undefined {
  // Nothing that stands below may be taken for what the line above holds.
  const begun = text.slice(0, line);
  const root = readTolerant(begun);
  let end = line;
  while (end > above && /\s/.test(begun[end - 1] ?? '')) end--;
  if (!root || end <= above) return undefined;
  const first = startOf(text, above);
  const found = findScalar(root, begun, first);
  if (!found?.isKey) return found && found.node.span.start >= above ? columnIn(text, first) : undefined;
  const { key, value } = found.entry;
  const column = columnIn(text, key.span.start);
  const { step } = indentationOf([{ text: begun, root }]);
  const isOpen = value.kind === 'scalar' && (value.style === 'absent' || isBlock(value.style));
  if (isOpen && begun.slice(key.span.end, end).includes(':')) return column + step;
  return value.span.end > line || isMultiline(begun, value.span) ? undefined : column;
}

function isBlock(style: string): boolean {
  return style === 'literal' || style === 'folded';
}

function isMultiline(text: string, { start, end }: { readonly start: number; readonly end: number }): boolean {
  return text.slice(start, end).trimEnd().includes('\n');
}

/** The first letter of a line behind its dashes. */
function startOf(text: string, line: number): number {
  let at = spacesFrom(text, line);
  while (text[at] === '-' && text[at + 1] === ' ') at = spacesFrom(text, at + 1);
  return at;
}
