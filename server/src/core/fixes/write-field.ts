import type { JsonValue } from '../schemas/structural-schema.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { MapEntry, MapNode } from '../syntax/node.ts';
import { readScalar } from '../syntax/read-scalar.ts';
import { span, type TextChange } from '../text/span.ts';
import { columnOf, endOfLine, eol, indentStep, insertLines } from './set-field.ts';
import { scalarText } from './write-scalar.ts';

/**
 * Returns the change that adds a field with any value to a block map, after its last entry, with the indentation of the
 * document. Undefined for flow maps and aliases.
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

/**
 * Returns a change that sets the value of a field that is empty or null. Undefined if the field has another value or the
 * text allows no safe edit.
 */
export function writeValue(
  document: ManifestDocument,
  map: MapNode,
  { key, value: old }: MapEntry,
  value: JsonValue,
): TextChange | undefined {
  if (map.alias || old.alias || old.kind !== 'scalar' || old.tag !== undefined || readScalar(old).type !== 'null')
    return undefined;
  const inline = inlineText(value);
  if (old.style !== 'absent') return inline === undefined ? undefined : { span: old.span, newText: inline };
  const { text } = document;
  const colon = text.indexOf(':', key.span.end);
  if (colon < 0 || text.slice(key.span.end, colon).trim() !== '') return undefined;
  if (inline !== undefined) return { span: span(colon + 1, colon + 1), newText: ` ${inline}` };
  if (map.flow) return undefined;
  const step = indentStep(document);
  const indent = ' '.repeat(columnOf(document, key.span.start) + step);
  const end = endOfLine(text, colon + 1);
  const lines = blockLines(value, step).map((line) => eol(document) + indent + line);
  return { span: span(end, end), newText: lines.join('') };
}

/** Returns the lines of a field in block style. */
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
