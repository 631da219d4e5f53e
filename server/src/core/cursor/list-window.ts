import { lineStart, nextLine, spacesFrom } from '../syntax/letters.ts';
import { partsOf } from '../syntax/list-parts.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { ManifestFile } from '../syntax/manifest-file.ts';
import { masking } from './masking.ts';

/** A file as it is for whoever writes in one of the objects of a List. */
export interface ListWindow {
  /** With everything but the object made blank, so that places are the same. */
  readonly file: ManifestFile;
  readonly document: ManifestDocument;
  /** The object, as the workspace knows it. */
  readonly part: ManifestDocument;
}

/** Undefined where an offset of document number `index` lies in no object of a List, or in one that is no block of lines. */
export function listWindowAt(file: ManifestFile, index: number, offset: number): ListWindow | undefined {
  const whole = file.documents[index];
  if (!whole) return undefined;
  for (const part of partsOf(whole)) {
    const start = part.parsed.root?.span.start;
    if (start === undefined || start > offset) continue;
    const end = endOfItem(whole.text, start);
    if (end === undefined || offset > end) continue;
    const document = { ...copyOf(part), text: masking(whole.text, start, end) };
    return { file: { ...file, documents: file.documents.with(index, document) }, document, part };
  }
  return undefined;
}

/** Where the lines of an item end, which begins behind a dash: before the next that is no deeper than the dash. */
function endOfItem(text: string, start: number): number | undefined {
  const first = lineStart(text, start);
  const dash = spacesFrom(text, first);
  if (text[dash] !== '-') return undefined;
  for (let line = nextLine(text, start); line < text.length; line = nextLine(text, line)) {
    const at = spacesFrom(text, line);
    const isBlank = text.slice(at, nextLine(text, line)).trim() === '';
    if (!isBlank && at - line <= dash - first) return line;
  }
  return text.length;
}

function copyOf({ before, after, lineStarts, parsed }: ManifestDocument): Omit<ManifestDocument, 'text'> {
  return { before, after, lineStarts, parsed };
}
