import { isJsonText } from '../syntax/is-json-text.ts';
import { isJson } from '../syntax/json-text.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { MapNode, Node } from '../syntax/node.ts';
import { parseDocument } from '../syntax/parse-document.ts';
import { readScalar } from '../syntax/read-scalar.ts';
import type { Span, TextChange } from '../text/span.ts';

/**
 * Returns a change in the format of the document: in JSON, with JSON quotes. Undefined if the result would not be JSON.
 */
export function inFormatOf(document: ManifestDocument, change: TextChange): TextChange | undefined {
  if (!isJson(document)) return change;
  if (document.text.length > MAX_LENGTH) return undefined;
  // The rest of the document stays JSON.
  const { start, end } = innermost(document.parsed.root, change.span) ?? { start: 0, end: document.text.length };
  const fits = (each: TextChange) =>
    isJsonText(document.text.slice(start, each.span.start) + each.newText + document.text.slice(each.span.end, end));
  if (fits(change)) return change;
  const quoted = { ...change, newText: quotedText(change.newText) };
  return fits(quoted) ? quoted : undefined;
}

/** Returns the span of the innermost list or map that contains more than a span. */
function innermost(root: Node | undefined, within: Span): Span | undefined {
  let found: Span | undefined;
  for (let node = root; node && contains(node, within); ) {
    found = node.span;
    const parts: readonly Node[] =
      node.kind === 'sequence' ? node.items : node.kind === 'map' ? node.entries.map(({ value }) => value) : [];
    node = parts.find((part) => contains(part, within));
  }
  return found;
}

function contains({ kind, span: { start, end } }: Node, within: Span): boolean {
  return kind !== 'scalar' && start < within.start && within.end < end;
}

/** In UTF-16 code units. Longer JSON is treated as data. */
const MAX_LENGTH = 100_000;

/** Matches fields of a flow map, with the comma before them if there is one, or a value. */
function quotedText(text: string): string {
  const [, comma = '', written = ''] = /^(,\s*)?([\s\S]*)$/.exec(text) ?? [];
  const { root } = parseDocument(`{${written}}`);
  const isFields = root?.kind === 'map' && root.entries.some(({ value }) => !isAbsent(value));
  return comma + (isFields ? fieldsOf(root) : JSON.stringify(written));
}

function isAbsent(node: Node): boolean {
  return node.kind === 'scalar' && node.style === 'absent';
}

function fieldsOf({ entries }: MapNode): string {
  return entries
    .map(({ key, value }) => `${JSON.stringify(key.kind === 'scalar' ? key.text : '')}: ${jsonOf(value)}`)
    .join(', ');
}

/** Returns JSON on one line, with spaces: `{ "name": "a" }`. */
function jsonOf(node: Node): string {
  if (node.kind === 'sequence') return `[${node.items.map(jsonOf).join(', ')}]`;
  if (node.kind === 'map') return node.entries.length === 0 ? '{}' : `{ ${fieldsOf(node)} }`;
  const scalar = readScalar(node);
  return JSON.stringify('value' in scalar ? scalar.value : null);
}
