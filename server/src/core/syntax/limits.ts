import type { Span } from '../text/span.ts';

/** The maximum nesting depth of a document. */
export const MAX_DEPTH = 200;

export const TOO_DEEP = `The document is nested more than ${MAX_DEPTH} levels deep`;
export const TOO_MANY = 'The aliases of the document expand to too many values';

/** A limit that a document exceeds, and where. */
export interface Limit {
  readonly span: Span;
  readonly message: string;
}
