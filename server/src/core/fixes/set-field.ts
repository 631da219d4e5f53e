import { entryOf } from '../syntax/lookup.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { MapNode, SequenceNode } from '../syntax/node.ts';
import { lineBreakOf } from '../text/line-break.ts';
import { span, type TextChange } from '../text/span.ts';
import { scalarText, writeScalar } from './write-scalar.ts';

/**
 * Returns the change that sets the field at `path` (keys only): in place if the field is set, otherwise after the last entry
 * of the deepest map of the path, with the missing keys. Undefined if the text allows no safe change.
 */
export function setField(
  document: ManifestDocument,
  path: readonly string[],
  value: string | number | boolean,
): TextChange | undefined {
  let node = document.parsed.root;
  for (const [index, key] of path.entries()) {
    if (node?.kind !== 'map') return undefined;
    const rest = path.slice(index + 1);
    const entry = entryOf(node, key);
    if (!entry) return insertInto(document, node, [key, ...rest], value);
    if (entry.value.kind !== 'scalar') {
      node = entry.value;
      continue;
    }
    if (entry.value.style !== 'absent') return rest.length === 0 ? writeScalar(entry.value, value) : undefined;
    if (node.flow) return undefined;
    const indent = columnOf(document, entry.key.span.start) + indentStep(document);
    const newText =
      rest.length === 0 ? ` ${scalarText(value)}` : `${eol(document)}${nested(document, rest, value, indent)}`;
    return { span: span(entry.value.span.start, entry.value.span.start), newText };
  }
  return undefined;
}

/** Returns the change that adds a field to a map, after its last entry. */
export function insertInto(
  document: ManifestDocument,
  map: MapNode,
  keys: readonly string[],
  value: string | number | boolean,
): TextChange | undefined {
  const last = map.entries.at(-1);
  if (map.alias || !last) return undefined;
  if (map.flow) {
    const inline = keys.reduceRight(
      (inner, key, depth) => (depth === keys.length - 1 ? `${key}: ${inner}` : `${key}: {${inner}}`),
      scalarText(value),
    );
    const end = Math.max(last.key.span.end, last.value.span.end);
    return { span: span(end, end), newText: `, ${inline}` };
  }
  return insertLines(document, map, nestedLines(document, keys, value));
}

/** Returns the change that adds lines without indentation to a block map, after its last entry. */
export function insertLines(
  document: ManifestDocument,
  map: MapNode,
  lines: readonly string[],
): TextChange | undefined {
  const last = map.entries.at(-1);
  if (map.alias || map.flow || !last) return undefined;
  const indent = ' '.repeat(columnOf(document, map.entries[0]?.key.span.start ?? map.span.start));
  const text = lines.map((line) => (line === '' ? '' : indent + line)).join(eol(document));
  const end = endOfLine(document.text, Math.max(map.span.end, last.key.span.end, last.value.span.end));
  const newText = document.text[end - 1] === '\n' ? text + eol(document) : eol(document) + text;
  return { span: span(end, end), newText };
}

/** Returns the change that adds an item, a map of fields, after the last item of a list. */
export function appendItem(
  document: ManifestDocument,
  list: SequenceNode,
  fields: Readonly<Record<string, string | number>>,
): TextChange | undefined {
  const last = list.items.at(-1);
  const entries = Object.entries(fields).map(([key, value]) => `${key}: ${scalarText(value)}`);
  if (list.alias || !last) return undefined;
  if (list.flow) return { span: span(last.span.end, last.span.end), newText: `, {${entries.join(', ')}}` };
  const end = endOfLine(document.text, last.span.end);
  const dash = document.text.lastIndexOf('-', last.span.start - 1);
  const between = document.text.slice(dash + 1, last.span.start);
  if (dash < 0 || !/^ +$/.test(between)) return undefined;
  const indent = ' '.repeat(columnOf(document, dash));
  const text = entries
    .map((entry, index) => `${indent}${index === 0 ? '-' : ' '}${between}${entry}`)
    .join(eol(document));
  const newText = document.text[end - 1] === '\n' ? text + eol(document) : eol(document) + text;
  return { span: span(end, end), newText };
}

function nested(
  document: ManifestDocument,
  keys: readonly string[],
  value: string | number | boolean,
  indent: number,
): string {
  return nestedLines(document, keys, value)
    .map((line) => ' '.repeat(indent) + line)
    .join(eol(document));
}

function nestedLines(
  document: ManifestDocument,
  keys: readonly string[],
  value: string | number | boolean,
): readonly string[] {
  const step = indentStep(document);
  return keys.map(
    (key, depth) => `${' '.repeat(depth * step)}${key}:${depth === keys.length - 1 ? ` ${scalarText(value)}` : ''}`,
  );
}

/** Returns the end of the line of `offset`; `offset` itself at the start of a line. */
export function endOfLine(text: string, offset: number): number {
  if (text[offset - 1] === '\n') return offset;
  const newline = text.indexOf('\n', offset);
  if (newline < 0) return text.length;
  return text[newline - 1] === '\r' ? newline - 1 : newline;
}

/** Returns the start of the next line; `offset` itself at the start of a line. */
export function lineAfter(text: string, offset: number): number {
  if (offset === 0 || text[offset - 1] === '\n') return offset;
  const newline = text.indexOf('\n', offset);
  return newline < 0 ? text.length : newline + 1;
}

export function columnOf(document: ManifestDocument, offset: number): number {
  return offset - (document.text.lastIndexOf('\n', offset - 1) + 1);
}

/** Returns the line end that the document uses. */
export function eol(document: ManifestDocument): string {
  return lineBreakOf(document.text);
}

/** Returns the indentation step of the document: that of its first nested map, or two. */
export function indentStep(document: ManifestDocument): number {
  const root = document.parsed.root;
  if (root?.kind !== 'map') return 2;
  for (const { value } of root.entries) {
    const first = value.kind === 'map' && !value.flow ? value.entries[0] : undefined;
    if (first) return Math.max(1, columnOf(document, first.key.span.start));
  }
  return 2;
}
