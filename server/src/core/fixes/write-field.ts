import type { JsonValue } from '../schemas/structural-schema.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { MapNode } from '../syntax/node.ts';
import { span, type TextChange } from '../text/span.ts';
import { columnOf, endOfLine, eol, indentStep } from './set-field.ts';
import { scalarText } from './write-scalar.ts';

/**
 * The change that writes a field with any value into a block map, behind its last entry, indented as the author
 * indents. Undefined in braces and in what an alias shares.
 */
export function writeField(
  document: ManifestDocument,
  map: MapNode,
  key: string,
  value: JsonValue,
): TextChange | undefined {
  const lines = fieldLines(key, value, indentStep(document));
  return insertLines(document, map, lines);
}

/** The change that puts lines, indented from nothing, behind the last entry of a block map. */
export function insertLines(
  document: ManifestDocument,
  map: MapNode,
  lines: readonly string[],
): TextChange | undefined {
  const [first] = map.entries;
  if (map.alias || map.flow || !first) return undefined;
  const indent = ' '.repeat(columnOf(document, first.key.span.start));
  const end = endOfLine(document.text, Math.max(map.span.end, map.entries.at(-1)?.key.span.end ?? 0));
  const lineEnd = eol(document);
  const text = lines.map((line) => (line === '' ? '' : indent + line)).join(lineEnd);
  return { span: span(end, end), newText: document.text[end - 1] === '\n' ? text + lineEnd : lineEnd + text };
}

/** A field in block style. */
export function fieldLines(key: string, value: JsonValue, step: number): readonly string[] {
  const inline = inlineText(value);
  if (inline !== undefined) return [`${scalarText(key)}: ${inline}`];
  return [`${scalarText(key)}:`, ...blockLines(value, step).map((line) => ' '.repeat(step) + line)];
}

function blockLines(value: JsonValue, step: number): readonly string[] {
  if (Array.isArray(value))
    return (value as readonly JsonValue[]).flatMap((item) => {
      const inline = inlineText(item);
      const [head = '', ...rest] = inline === undefined ? blockLines(item, step) : [inline];
      return [`- ${head}`, ...rest.map((line) => `  ${line}`)];
    });
  return Object.entries(value as Readonly<Record<string, JsonValue>>).flatMap(([key, each]) =>
    fieldLines(key, each, step),
  );
}

function inlineText(value: JsonValue): string | undefined {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value !== 'object') return scalarText(value);
  if (Object.keys(value).length > 0) return undefined;
  return Array.isArray(value) ? '[]' : '{}';
}
