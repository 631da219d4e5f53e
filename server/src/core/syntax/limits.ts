import type { Span } from '../text/span.ts';
import { MAX_ALIASED } from './alias-budget.ts';

/** The maximum nesting depth of a document. */
export const MAX_DEPTH = 200;

export const TOO_DEEP = `The document is nested more than ${MAX_DEPTH} levels deep`;
/** With a comma between thousands. `toLocaleString` would load tables for 25 ms. */
const MAX_ALIASED_TEXT = String(MAX_ALIASED).replace(/\B(?=(?:\d{3})+$)/g, ',');
export const TOO_MANY = `The aliases of the document expand to more than ${MAX_ALIASED_TEXT} values`;

/** A limit that a document exceeds, and where. */
export interface Limit {
  readonly span: Span;
  readonly message: string;
}
