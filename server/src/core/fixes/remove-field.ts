import { indexOfKey } from '../syntax/key-positions.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { MapNode, Node } from '../syntax/node.ts';
import { span, type TextChange } from '../text/span.ts';
import { lineAfter } from './set-field.ts';

/**
 * Returns the change that removes a key from a map, with its lines and comments at their ends. Undefined if the map would be
 * empty, or if no change is safe.
 */
export function removeField(document: ManifestDocument, map: MapNode, key: Node): TextChange | undefined {
  const index = indexOfKey(map, key);
  const entry = map.entries[index];
  if (!entry || map.alias || map.entries.length === 1) return undefined;
  const next = map.entries[index + 1];
  if (map.flow) {
    const before = map.entries[index - 1];
    if (before) return { span: span(before.value.span.end, entry.value.span.end), newText: '' };
    return next && { span: span(entry.key.span.start, next.key.span.start), newText: '' };
  }
  const { text } = document;
  const lineStart = text.lastIndexOf('\n', entry.key.span.start - 1) + 1;
  const isFirstOnLine = text.slice(lineStart, entry.key.span.start).trim() === '';
  const end = lineAfter(text, Math.max(entry.key.span.end, entry.value.span.end));
  // After a dash, the next field takes the place of the removed one; comments in between would lose their context.
  if (!isFirstOnLine)
    return next && text.slice(end, next.key.span.start).trim() === ''
      ? { span: span(entry.key.span.start, next.key.span.start), newText: '' }
      : undefined;
  return { span: span(lineStart, end), newText: '' };
}
