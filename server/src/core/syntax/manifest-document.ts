import { type ParsedDocument, parseDocument } from './parse-document.ts';
import type { Chunk, StreamState } from './split-stream.ts';

/**
 * One document of a stream: its text, and data derived from that text. All offsets are relative to its start. It is
 * immutable; derived data is computed on first use and cached.
 */
export interface ManifestDocument {
  readonly text: string;
  readonly before: StreamState;
  readonly after: Chunk['after'];
  /** The start of each line; after a final line break, one more empty line starts. */
  readonly lineStarts: readonly number[];
  readonly parsed: ParsedDocument;
}

export function manifestDocument(chunk: Chunk): ManifestDocument {
  return new LazyDocument(chunk);
}

/** A class because of its getter: documents are parsed only when their tree is used. */
class LazyDocument implements ManifestDocument {
  readonly text: string;
  readonly before: StreamState;
  readonly after: Chunk['after'];
  readonly lineStarts: readonly number[];
  #parsed: ParsedDocument | undefined;

  constructor({ text, before, after }: Chunk) {
    this.text = text;
    this.before = before;
    this.after = after;
    this.lineStarts = lineStartsOf(text);
  }

  get parsed(): ParsedDocument {
    this.#parsed ??= parseDocument(this.text, this.before);
    return this.#parsed;
  }
}

function lineStartsOf(text: string): readonly number[] {
  const starts = [0];
  for (let offset = 0; offset < text.length; offset++) {
    const letter = text.charCodeAt(offset);
    if (letter === 0x0a || (letter === 0x0d && text.charCodeAt(offset + 1) !== 0x0a)) starts.push(offset + 1);
  }
  return starts;
}
