import { partsOf } from '../syntax/list-parts.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { ManifestFile } from '../syntax/manifest-file.ts';
import { lineStart, nextLine, skipSpaces } from '../syntax/whitespace.ts';
import { maskOutside } from './masking.ts';

/** A file in which an item of a List replaces the document around it. */
export interface ListWindow {
  /** Everything but the item is replaced by spaces, so offsets are unchanged. */
  readonly file: ManifestFile;
  readonly document: ManifestDocument;
  /** The item's object in the workspace. */
  readonly part: ManifestDocument;
}

/**
 * Returns the window at an offset of document number `index`; undefined if the offset is not in an item of a List that
 * is in block style.
 */
export function listWindowAt(file: ManifestFile, index: number, offset: number): ListWindow | undefined {
  const list = file.documents[index];
  if (!list) return undefined;
  for (const part of partsOf(list)) {
    const start = part.parsed.root?.span.start;
    if (start === undefined || start > offset) continue;
    const end = endOfItem(list.text, start);
    if (end === undefined || offset > end) continue;
    const document = { ...copyOf(part), text: maskOutside(list.text, start, end) };
    return { file: { ...file, documents: file.documents.with(index, document) }, document, part };
  }
  return undefined;
}

/** Returns the end of the lines of an item that starts after a dash: the next line that is not deeper than the dash. */
function endOfItem(text: string, start: number): number | undefined {
  const first = lineStart(text, start);
  const dash = skipSpaces(text, first);
  if (text[dash] !== '-') return undefined;
  for (let line = nextLine(text, start); line < text.length; line = nextLine(text, line)) {
    const at = skipSpaces(text, line);
    const isBlank = text.slice(at, nextLine(text, line)).trim() === '';
    if (!isBlank && at - line <= dash - first) return line;
  }
  return text.length;
}

function copyOf({ before, after, lineStarts, lineCount, parsed }: ManifestDocument): Omit<ManifestDocument, 'text'> {
  return { before, after, lineStarts, lineCount, parsed };
}
