import type { Span } from '../text/span.ts';
import { type ManifestDocument, manifestDocument } from './manifest-document.ts';
import { type Chunk, MAX_DOCUMENTS, splitFile, splitStream, unsplit } from './split-stream.ts';
import type { TreeCache } from './tree-cache.ts';

/**
 * A file as an immutable value: the documents of its stream, with their offsets. Documents do not contain their offset,
 * so an edit creates a new file that shares all unchanged documents.
 */
export interface ManifestFile {
  readonly uri: string;
  readonly documents: readonly ManifestDocument[];
  /** The offset of each document in the file, followed by the length of the file. */
  readonly offsets: readonly number[];
  /** The line (from 0) of each document, followed by the line on which the file ends. */
  readonly lines: readonly number[];
  /** Limits the syntax trees of the documents, if there are many files. */
  readonly trees?: TreeCache | undefined;
}

export interface FilePosition {
  /** From 0. As in the Language Server Protocol, `\n`, `\r\n` and a single `\r` end a line. */
  readonly line: number;
  /** UTF-16 code units from 0. */
  readonly character: number;
}

export function manifestFile(uri: string, text: string, trees?: TreeCache): ManifestFile {
  return fileOf(
    { uri, trees },
    splitFile(text).map((chunk) => manifestDocument(chunk, trees)),
  );
}

/** Returns the file with another text. Documents with the same text are kept, such as when an editor opens a file. */
export function replaceFile(file: ManifestFile, text: string): ManifestFile {
  return fileOf(file, reuse(file.documents, splitFile(text), file.trees));
}

/**
 * Returns the file after one replacement. `range` is relative to the file. Only affected documents are parsed again.
 */
export function changeFile(file: ManifestFile, range: Span, newText: string): ManifestFile {
  const { documents, offsets } = file;
  const length = offsets[documents.length] ?? 0;
  const start = Math.max(0, Math.min(range.start, length));
  const end = Math.max(start, Math.min(range.end, length));
  if (documents[0]?.isUnsplit) {
    const text = fileText(file);
    return replaceFile(file, text.slice(0, start) + newText + text.slice(end));
  }
  // Include one more document on each side: an edit at an edge can open, close or join documents there.
  let first = Math.max(0, documentIndexAt(file, start) - 1);
  let last = Math.min(documents.length - 1, documentIndexAt(file, end) + 1);
  for (;;) {
    const from = offsets[first] ?? 0;
    const old = textOf(file, first, last + 1);
    const text = old.slice(0, start - from) + newText + old.slice(end - from);
    const chunks = splitStream(text, documents[first]?.before ?? 'start');
    const reached = chunks.at(-1)?.after ?? documents[first]?.before ?? 'start';
    if (last + 1 >= documents.length || joins(reached, chunks, documents[last + 1])) {
      const changed = reuse(documents.slice(first, last + 1), chunks, file.trees);
      return limited(fileOf(file, [...documents.slice(0, first), ...changed, ...documents.slice(last + 1)]));
    }
    first = Math.max(0, first - 1);
    last = Math.min(documents.length - 1, last + 8);
  }
}

/** Returns a file that an edit gave too many documents as one document. */
function limited(file: ManifestFile): ManifestFile {
  if (file.documents.length <= MAX_DOCUMENTS) return file;
  return fileOf(file, [manifestDocument(unsplit(fileText(file)), file.trees)]);
}

/**
 * Returns true if the documents after an edit are unchanged: the state before them is the same, at the start of a line.
 */
function joins(reached: string, chunks: readonly Chunk[], next: ManifestDocument | undefined): boolean {
  const text = chunks.at(-1)?.text;
  return reached === next?.before && (text === undefined || text.endsWith('\n'));
}

/** Keeps the old documents whose text and surroundings did not change, with their derived data. */
function reuse(
  old: readonly ManifestDocument[],
  chunks: readonly Chunk[],
  trees: TreeCache | undefined,
): readonly ManifestDocument[] {
  const shorter = Math.min(old.length, chunks.length);
  let head = 0;
  while (head < shorter && isSame(old[head], chunks[head])) head++;
  let tail = 0;
  while (tail < shorter - head && isSame(old[old.length - 1 - tail], chunks[chunks.length - 1 - tail])) tail++;
  return [
    ...old.slice(0, head),
    ...chunks.slice(head, chunks.length - tail).map((chunk) => manifestDocument(chunk, trees)),
    ...old.slice(old.length - tail),
  ];
}

function isSame(document: ManifestDocument | undefined, chunk: Chunk | undefined): boolean {
  return (
    document?.text === chunk?.text &&
    document?.before === chunk?.before &&
    document?.after === chunk?.after &&
    document?.isUnsplit === (chunk?.isUnsplit ?? false)
  );
}

function fileOf(
  { uri, trees }: Pick<ManifestFile, 'uri' | 'trees'>,
  documents: readonly ManifestDocument[],
): ManifestFile {
  const offsets = [0];
  const lines = [0];
  for (const document of documents) {
    offsets.push((offsets.at(-1) ?? 0) + document.text.length);
    lines.push((lines.at(-1) ?? 0) + document.lineCount - 1);
  }
  return { uri, documents, offsets, lines, trees };
}

export function fileText(file: ManifestFile): string {
  return textOf(file, 0, file.documents.length);
}

function textOf(file: ManifestFile, first: number, end: number): string {
  let text = '';
  for (let index = first; index < end; index++) text += file.documents[index]?.text ?? '';
  return text;
}

/** Returns the index of the document that contains `offset`; at a border, of the document that starts there. */
export function documentIndexAt(file: ManifestFile, offset: number): number {
  return lastAtMost(file.offsets, offset, file.documents.length);
}

/** Returns the document that contains an offset of the file, and the offset in that document. */
export function placeAt(file: ManifestFile, offset: number): { readonly index: number; readonly offset: number } {
  const index = documentIndexAt(file, offset);
  return { index, offset: offset - (file.offsets[index] ?? 0) };
}

export function offsetAt(file: ManifestFile, position: FilePosition): number {
  const index = lastAtMost(file.lines, position.line, file.documents.length);
  const document = file.documents[index];
  if (!document) return 0;
  const { lineStarts, text } = document;
  const line = position.line - (file.lines[index] ?? 0);
  const start = lineStarts[line];
  if (start === undefined) return (file.offsets[index] ?? 0) + text.length;
  let end = lineStarts[line + 1] ?? text.length;
  while (end > start && (text[end - 1] === '\n' || text[end - 1] === '\r')) end--;
  return (file.offsets[index] ?? 0) + Math.min(start + Math.max(0, position.character), end);
}

/** `offset` is relative to the start of document number `index`. */
export function positionIn(file: ManifestFile, index: number, offset: number): FilePosition {
  const document = file.documents[index];
  if (!document) return { line: 0, character: 0 };
  const { line, character } = positionInDocument(document, offset);
  return { line: (file.lines[index] ?? 0) + line, character };
}

/** `offset` is relative to the start of the file. */
export function positionAt(file: ManifestFile, offset: number): FilePosition {
  const index = lastAtMost(file.offsets, offset, file.documents.length);
  return positionIn(file, index, offset - (file.offsets[index] ?? 0));
}

/** Both the offset and the returned line are relative to the document. */
export function positionInDocument({ lineStarts }: ManifestDocument, offset: number): FilePosition {
  const line = lastAtMost(lineStarts, offset, lineStarts.length);
  return { line, character: offset - (lineStarts[line] ?? 0) };
}

/**
 * Returns the index of the last of the first `count` ascending numbers that is at most `value`; 0 if all are greater.
 */
function lastAtMost(ascending: readonly number[], value: number, count: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((ascending[middle] ?? Number.POSITIVE_INFINITY) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
