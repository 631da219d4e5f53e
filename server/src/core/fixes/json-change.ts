import { isJsonText } from '../syntax/is-json-text.ts';
import { isJson } from '../syntax/json-text.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { MapNode, Node } from '../syntax/node.ts';
import { parseDocument } from '../syntax/parse-document.ts';
import { readScalar } from '../syntax/read-scalar.ts';
import type { TextChange } from '../text/span.ts';

/**
 * Returns a change in the document's format: in JSON, inserted text gets JSON quotes. Undefined if the document would
 * no longer be valid JSON.
 */
export function inFormatOf(document: ManifestDocument, change: TextChange): TextChange | undefined {
  if (!isJson(document)) return change;
  // Each fix parses the document twice.
  if (document.text.length > MAX_LENGTH) return undefined;
  const fits = (each: TextChange) =>
    isJsonText(document.text.slice(0, each.span.start) + each.newText + document.text.slice(each.span.end));
  if (fits(change)) return change;
  const quoted = { ...change, newText: quotedText(change.newText) };
  return fits(quoted) ? quoted : undefined;
}

/** In UTF-16 code units. Longer JSON files are data. */
const MAX_LENGTH = 100_000;

/** Returns the JSON for a value or for the fields of a flow map, which may start with a comma. */
function quotedText(text: string): string {
  const [, comma = '', content = ''] = /^(,\s*)?([\s\S]*)$/.exec(text) ?? [];
  const { root } = parseDocument(`{${content}}`);
  const isFields = root?.kind === 'map' && root.entries.some(({ value }) => !isAbsent(value));
  return comma + (isFields ? fieldsOf(root) : JSON.stringify(content));
}

function isAbsent(node: Node): boolean {
  return node.kind === 'scalar' && node.style === 'absent';
}

function fieldsOf({ entries }: MapNode): string {
  return entries
    .map(({ key, value }) => `${JSON.stringify(key.kind === 'scalar' ? key.text : '')}: ${jsonOf(value)}`)
    .join(', ');
}

/** Returns JSON on one line with conventional spaces: `{ "name": "a" }`. */
function jsonOf(node: Node): string {
  if (node.kind === 'sequence') return `[${node.items.map(jsonOf).join(', ')}]`;
  if (node.kind === 'map') return node.entries.length === 0 ? '{}' : `{ ${fieldsOf(node)} }`;
  const scalar = readScalar(node);
  return JSON.stringify('value' in scalar ? scalar.value : null);
}
