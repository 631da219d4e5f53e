import {
  documentContaining,
  type ManifestDocument,
  type ManifestFile,
  manifestFile,
  type Place,
  positionIn,
} from '../../core/index.ts';
import { nameOfUri } from '../../node/relative-name.ts';
import type { Manifest } from '../input/read-manifests.ts';
import type { SourcedText } from '../input/sourced-text.ts';
import type { Excerpt, ReportedPlace, ReportedPosition } from '../report/report.ts';
import { originOf } from './origin.ts';

interface Located {
  /** The original file. */
  readonly file: ManifestFile;
  /** Index of the document in `file`. */
  readonly index: number;
  /** Offsets in that document. */
  readonly start: number;
  readonly end: number;
}

interface KnownPosition {
  readonly document: ManifestDocument | undefined;
  readonly line: number;
  readonly offset: number;
  readonly byte: number;
}

/**
 * Converts places to positions in the original files. The checked text can be derived from such a file, like a rendered
 * template or a code block.
 */
export class Places {
  readonly #files: ReadonlyMap<string, ManifestFile>;
  readonly #sourced: ReadonlyMap<string, SourcedText>;
  readonly #sources = new Map<string, ManifestFile>();
  readonly #indexes = new Map<ManifestFile, ReadonlyMap<ManifestDocument, number>>();
  readonly #names = new Map<string, string>();
  readonly #origins = new Map<ManifestDocument, string | undefined>();
  /** The last position and the last excerpt: thousands of findings can be in one long line. */
  #position: KnownPosition | undefined;
  #excerpt:
    | { readonly document: ManifestDocument | undefined; readonly line: number; readonly lines: readonly string[] }
    | undefined;

  constructor(files: ReadonlyMap<string, ManifestFile>, manifests: readonly Manifest[]) {
    this.#files = files;
    this.#sourced = new Map(manifests.flatMap(({ uri, sourced }) => (sourced ? [[uri, sourced]] : [])));
  }

  at(place: Place): ReportedPlace {
    const { file, index, start, end } = this.#locate(place);
    return {
      file: this.nameOf(place.uri),
      document: this.#indexOf(place),
      start: this.#positionOf(file, index, start),
      end: this.#positionOf(file, index, end),
    };
  }

  #positionOf(file: ManifestFile, index: number, offset: number): ReportedPosition {
    const position = positionIn(file, index, offset);
    const document = file.documents[index];
    const text = document?.text ?? '';
    const known = this.#position;
    const isAfter = known?.document === document && known?.line === position.line && known.offset <= offset;
    const from = isAfter ? known.offset : offset - position.character;
    const byte = (isAfter ? known.byte : 0) + Buffer.byteLength(text.slice(from, offset));
    this.#position = { document, line: position.line, offset, byte };
    return { ...position, byte };
  }

  excerptAt(place: Place): Excerpt {
    const { file, index, start } = this.#locate(place);
    const document = file.documents[index];
    const first = file.lines[index] ?? 0;
    const position = positionIn(file, index, start);
    const line = position.line - first;
    const from = Math.max(0, line - 1);
    if (this.#excerpt?.document !== document || this.#excerpt?.line !== line) {
      const lines = document
        ? Array.from({ length: line - from + 1 }, (_, offset) => lineText(document, from + offset))
        : [];
      this.#excerpt = { document, line, lines };
    }
    const { lines } = this.#excerpt;
    const last = partAround(lines.at(-1) ?? '', position.character);
    const before = lines.slice(0, -1).map((each) => partAround(each, 0).text);
    return { firstLine: first + from, lines: [...before, last.text], column: last.column };
  }

  /** Returns the file that the document was rendered from, if it contains that. */
  originOf({ document }: Place): string | undefined {
    const whole = documentContaining(document);
    if (this.#origins.has(whole)) return this.#origins.get(whole);
    const origin = originOf(whole);
    this.#origins.set(whole, origin);
    return origin;
  }

  /** Returns true if the text of a URI is the content of a file, so that edits can be written back. */
  isOriginal(uri: string): boolean {
    return this.#files.has(uri) && !this.#sourced.has(uri);
  }

  /** Returns the path relative to the working directory, with `/`. */
  nameOf(uri: string): string {
    const name = this.#names.get(uri) ?? nameOfUri(uri);
    this.#names.set(uri, name);
    return name;
  }

  #locate(place: Place): Located {
    const file = this.#files.get(place.uri) as ManifestFile;
    const index = this.#indexOf(place);
    const { span } = place;
    const sourced = this.#sourced.get(place.uri);
    if (!sourced) return { file, index, start: span.start, end: span.end };
    const source = this.#sources.get(place.uri) ?? manifestFile(place.uri, sourced.source);
    this.#sources.set(place.uri, source);
    const offset = file.offsets[index] ?? 0;
    const start = sourced.offsetOf(offset + span.start);
    const end = Math.max(start, sourced.offsetOf(offset + span.end));
    const at = Math.max(
      0,
      source.offsets.findLastIndex((each) => each <= start && each < sourced.source.length),
    );
    const from = source.offsets[at] ?? 0;
    return { file: source, index: at, start: start - from, end: end - from };
  }

  #indexOf({ uri, document }: Place): number {
    const file = this.#files.get(uri) as ManifestFile;
    const known = this.#indexes.get(file) ?? new Map(file.documents.map((each, index) => [each, index]));
    this.#indexes.set(file, known);
    return known.get(documentContaining(document)) ?? -1;
  }
}

function lineText({ text, lineStarts }: ManifestDocument, line: number): string {
  return text.slice(lineStarts[line], lineStarts[line + 1]).replace(/[\r\n]+$/, '');
}

/** JSON without line breaks is one line, in which each of thousands of findings has an excerpt. */
const MAX_LENGTH = 200;
/** The part that is shown before a finding. */
const LENGTH_BEFORE = 60;

/** Returns the part of a long line around a column, and the column in it. Cut ends become an ellipsis. */
function partAround(line: string, column: number): { readonly text: string; readonly column: number } {
  if (line.length <= MAX_LENGTH) return { text: line, column };
  const from = borderAt(line, Math.max(0, Math.min(column - LENGTH_BEFORE, line.length - MAX_LENGTH)));
  const to = borderAt(line, from + MAX_LENGTH);
  const [before, after] = [from > 0 ? '…' : '', to < line.length ? '…' : ''];
  return { text: before + line.slice(from, to) + after, column: column - from + before.length };
}

/** Returns the offset itself, or the one before it if it is within a surrogate pair. */
function borderAt(line: string, offset: number): number {
  return offset > 0 && /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(line.slice(offset - 1, offset + 1))
    ? offset - 1
    : offset;
}
