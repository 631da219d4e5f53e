import { entryOf, type NodePath, nodeAt } from '../syntax/lookup.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { SequenceNode } from '../syntax/node.ts';
import { span, type TextChange } from '../text/span.ts';
import { removeField } from './remove-field.ts';
import { columnOf } from './set-field.ts';

/**
 * Returns the change that removes the field or item at `path`, and its parents if they become empty, except `spec`. Undefined
 * if the text allows no safe change.
 */
export function removeAt(document: ManifestDocument, path: NodePath): TextChange | undefined {
  const holder = nodeAt(document.parsed.root, path.slice(0, -1));
  const step = path.at(-1);
  if (holder?.kind === 'sequence' && typeof step === 'number')
    return holder.items.length === 1 ? removeAt(document, path.slice(0, -1)) : removeItem(document, holder, step);
  if (holder?.kind !== 'map' || typeof step !== 'string' || path.length < 2) return undefined;
  if (holder.entries.length === 1) return removeAt(document, path.slice(0, -1));
  const entry = entryOf(holder, step);
  return entry && removeField(document, holder, entry.key);
}

function removeItem(document: ManifestDocument, list: SequenceNode, index: number): TextChange | undefined {
  const [before, own, after] = [list.items[index - 1], list.items[index], list.items[index + 1]];
  if (!own || list.alias) return undefined;
  if (list.flow) {
    if (after) return { span: span(own.span.start, after.span.start), newText: '' };
    return before && { span: span(before.span.end, own.span.end), newText: '' };
  }
  const { text } = document;
  const start = dashBefore(document, own.span.start);
  const end = after ? dashBefore(document, after.span.start) : nextLineStart(text, own.span.end);
  return start === undefined || end === undefined ? undefined : { span: span(start, end), newText: '' };
}

/** Returns the start of the line whose dash begins the item at `offset`. */
function dashBefore(document: ManifestDocument, offset: number): number | undefined {
  const start = offset - columnOf(document, offset);
  return /^ *-\s+$/.test(document.text.slice(start, offset)) ? start : undefined;
}

function nextLineStart(text: string, offset: number): number {
  if (text[offset - 1] === '\n') return offset;
  const newline = text.indexOf('\n', offset);
  return newline < 0 ? text.length : newline + 1;
}
