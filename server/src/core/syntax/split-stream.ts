/**
 * Where the documents of a YAML stream begin. Markers (`---`, `...`) count only at the start of a line, and there they
 * end even a block scalar or a quoted string (YAML 1.2.2, 9.1), so a scan over line starts is exact and needs no
 * parser. Comments, blank lines and directives before a `---` belong to the document it opens, at the start of the
 * stream and behind a `...`; everywhere else they end the document before.
 */

/** What the text before a place says about it: at `open` only a marker opens a document, at `closed` anything may. */
export type StreamState = 'closed' | 'open';

export interface Chunk {
  readonly text: string;
  /** The state in front of the chunk; with the text it decides everything about the chunk. */
  readonly before: StreamState;
  /** The state behind it; `pending` where it holds no document yet: what follows belongs to the same chunk. */
  readonly after: StreamState | 'pending';
}

/**
 * Cuts `text` into chunks that hold one document each, or, last in the stream or behind a `...`, only comments. The
 * chunks' texts, joined, are `text`.
 */
export function splitStream(text: string, before: StreamState = 'closed'): readonly Chunk[] {
  const chunks: Chunk[] = [];
  let start = 0;
  let state: StreamState = before;
  // Within the current chunk: whether a document's `---` or content was met already.
  let opened = before === 'open';
  const cut = (end: number, after: StreamState | 'pending') => {
    if (end > start) chunks.push({ text: text.slice(start, end), before: state, after });
    start = end;
    if (after !== 'pending') state = after;
  };
  for (let line = 0; line < text.length; ) {
    const newline = text.indexOf('\n', line);
    const next = newline < 0 ? text.length : newline + 1;
    const marker = markerAt(text, line);
    if (marker === '---') {
      if (opened) cut(line, 'open');
      opened = true;
    } else if (marker === '...') {
      cut(next, 'closed');
      opened = false;
    } else if (!opened && !isTrivia(text, line, next)) {
      opened = true;
    }
    line = next;
  }
  cut(text.length, opened ? 'open' : 'pending');
  return chunks;
}

function markerAt(text: string, line: number): '---' | '...' | undefined {
  const first = text.charCodeAt(line) === 0xfeff ? line + 1 : line;
  const letter = text.charCodeAt(first);
  if (letter !== 0x2d && letter !== 0x2e) return undefined;
  if (text.charCodeAt(first + 1) !== letter || text.charCodeAt(first + 2) !== letter) return undefined;
  const behind = text.charCodeAt(first + 3);
  const ends = Number.isNaN(behind) || behind === 0x20 || behind === 0x09 || behind === 0x0a || behind === 0x0d;
  return ends ? (letter === 0x2d ? '---' : '...') : undefined;
}

/** Blank, a comment or a directive: what may stand between documents without being one. */
function isTrivia(text: string, line: number, next: number): boolean {
  if (text.charCodeAt(line) === 0x25) return true;
  for (let offset = line; offset < next; offset++) {
    const letter = text.charCodeAt(offset);
    if (letter === 0x23) return true;
    if (letter !== 0x20 && letter !== 0x09 && letter !== 0x0a && letter !== 0x0d && letter !== 0xfeff) return false;
  }
  return true;
}
