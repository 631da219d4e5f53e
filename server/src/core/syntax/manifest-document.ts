import { type ParsedDocument, parseDocument } from './parse-document.ts';
import type { Chunk, StreamState } from './split-stream.ts';

/**
 * One document of a stream, alone: its text and what can be known from that text. All places in it count from its own
 * start. It is a value; what is derived is derived once, on first use, and goes with it.
 */
export interface ManifestDocument {
  readonly text: string;
  readonly before: StreamState;
  readonly after: Chunk['after'];
  /** Where its lines begin; behind a last line end one more, empty, line begins. */
  readonly lineStarts: readonly number[];
  readonly parsed: ParsedDocument;
}

export function manifestDocument(chunk: Chunk): ManifestDocument {
  return new LazyDocument(chunk);
}

/** A class only for its getter: the tree of a document nobody looks at is never built. */
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
    this.#parsed ??= parseDocument(this.text);
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
