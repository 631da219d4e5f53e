import {
  BYTE_ORDER_MARK,
  CARRIAGE_RETURN,
  DASH,
  DOT,
  HASH,
  LINE_FEED,
  NEXT_LINE,
  PERCENT,
  SPACE,
  TAB,
} from '../text/character-codes.ts';
/**
 * Splits a YAML stream into documents. Markers (`---`, `...`) are recognized only at the start of a line, and there they
 * end even a block scalar or a quoted string (YAML 1.2.2, 9.1), so a scan of line starts is exact and needs no parser.
 * As for kubectl, a comment may directly follow `---`. What kubectl does not split, such as a `---` after a byte order
 * mark in the middle of a file, is not split here either.
 * Comments, empty lines and directives before a `---` belong to the document that it opens, at the start of the stream
 * and after a `...`; everywhere else they belong to the previous document.
 */

/**
 * The state after a text: at `open`, only a marker starts a document; at the `start` of the stream and if a `...` `ended`
 * the last document, any content does.
 */
export type StreamState = 'start' | 'ended' | 'open';

export interface Chunk {
  readonly text: string;
  /** The state before the chunk. Together with the text, it determines everything about the chunk. */
  readonly before: StreamState;
  /**
   * The state after the chunk; `pending` if it contains no document yet, so the following text belongs to the same
   * chunk.
   */
  readonly after: StreamState | 'pending';
  /** True for a stream of more than `MAX_DOCUMENTS`, which is not split. */
  readonly isUnsplit?: boolean;
}

/** The number of documents of a stream. Each takes more time and memory than its text suggests. */
export const MAX_DOCUMENTS = 3_000;

/** Splits a complete stream; into one chunk if it has too many documents. */
export function splitFile(text: string): readonly Chunk[] {
  const chunks = splitStream(text);
  return chunks.length > MAX_DOCUMENTS ? [unsplit(text)] : chunks;
}

/** Returns a stream with too many documents as one chunk. */
export function unsplit(text: string): Chunk {
  return { text, before: 'start', after: 'open', isUnsplit: true };
}

/**
 * Splits `text` into chunks with one document each. Chunks at the end of the stream or after a `...` may contain only
 * comments. The joined texts of the chunks are `text`.
 */
export function splitStream(text: string, before: StreamState = 'start'): readonly Chunk[] {
  const chunks: Chunk[] = [];
  let start = 0;
  let state: StreamState = before;
  // True if the current chunk already contains a document's `---` or content.
  let opened = before === 'open';
  const cut = (end: number, after: StreamState | 'pending') => {
    if (end > start) chunks.push({ text: text.slice(start, end), before: state, after });
    start = end;
    if (after !== 'pending') state = after;
  };
  for (let line = 0; line < text.length; ) {
    const newline = text.indexOf('\n', line);
    const next = newline < 0 ? text.length : newline + 1;
    const marker = markerAt(
      text,
      line === 0 && before === 'start' && text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : line,
    );
    if (marker === '---') {
      if (opened) cut(line, 'open');
      opened = true;
    } else if (marker === '...') {
      cut(next, 'ended');
      opened = false;
    } else if (!opened && !isTrivia(text, line, next)) {
      opened = true;
    }
    line = next;
  }
  cut(text.length, opened ? 'open' : 'pending');
  return chunks;
}

function markerAt(text: string, first: number): '---' | '...' | undefined {
  const letter = text.charCodeAt(first);
  if (letter !== DASH && letter !== DOT) return undefined;
  if (text.charCodeAt(first + 1) !== letter || text.charCodeAt(first + 2) !== letter) return undefined;
  const next = text.charCodeAt(first + 3);
  const ends = Number.isNaN(next) || next === SPACE || next === TAB || next === LINE_FEED || next === CARRIAGE_RETURN;
  if (letter === DASH) return ends || next === HASH || isOtherSpace(next) ? '---' : undefined;
  return ends ? '...' : undefined;
}

/** Returns true for the other spaces that kubectl ignores after `---`, such as a no-break space. */
function isOtherSpace(letter: number): boolean {
  return letter === NEXT_LINE || (letter !== BYTE_ORDER_MARK && /\s/.test(String.fromCharCode(letter)));
}

/** Returns true for an empty line, a comment or a directive, which do not start a document. */
function isTrivia(text: string, line: number, next: number): boolean {
  if (text.charCodeAt(line) === PERCENT) return true;
  for (let offset = line; offset < next; offset++) {
    const letter = text.charCodeAt(offset);
    if (letter === HASH) return true;
    if (
      letter !== SPACE &&
      letter !== TAB &&
      letter !== LINE_FEED &&
      letter !== CARRIAGE_RETURN &&
      letter !== BYTE_ORDER_MARK
    )
      return false;
  }
  return true;
}
