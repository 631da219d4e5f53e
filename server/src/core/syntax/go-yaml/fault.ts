/**
 * Why the Go YAML library rejects a text. The names follow its messages, which name the reason of the scanner or
 * parser rather than the mistake; `../diagnosis/` derives the mistake.
 */
export type FaultCode =
  // Scanner: structure
  | 'mapping-value-not-allowed'
  | 'mapping-key-not-allowed'
  | 'sequence-entry-not-allowed'
  | 'expected-colon'
  | 'cannot-start-token'
  | 'too-deep'
  // Scanner: scalars
  | 'control-character'
  | 'unterminated-quote'
  | 'document-marker-in-quote'
  | 'unknown-escape'
  | 'bad-hex-escape'
  | 'bad-code-point-escape'
  | 'tab-in-plain-scalar'
  | 'tab-in-block-scalar'
  | 'bad-block-header'
  // Scanner: properties and directives
  | 'bad-anchor-name'
  | 'bad-tag'
  | 'bad-directive'
  | 'unknown-directive'
  // Parser
  | 'unsupported-version'
  | 'duplicate-directive'
  | 'expected-document-start'
  | 'expected-node'
  | 'expected-dash'
  | 'expected-key'
  | 'expected-flow-sequence-end'
  | 'expected-flow-mapping-end'
  | 'undefined-tag-handle'
  // Decoder, and the conversion to JSON
  | 'unknown-anchor'
  | 'recursive-anchor'
  | 'bad-merge'
  | 'bad-tagged-value'
  | 'not-a-number'
  | 'bad-key'
  // No fault to the library, which ignores what follows the first node of a document
  | 'content-after-document';

/** A block collection that is open at a place: its column, and where its first key or dash is. */
export interface OpenBlock {
  readonly kind: 'map' | 'sequence';
  readonly column: number;
  readonly start: number;
}

export interface Fault {
  readonly code: FaultCode;
  /** UTF-16 offset of what the library could not accept. */
  readonly at: number;
  /** Where the construct begins in which it happened: the quote, the flow bracket, the key without a colon. */
  readonly start: number;
  /** The end of the token at `at`, if there is one. */
  readonly end: number;
  /** The block collections open there, outermost first. */
  readonly blocks: readonly OpenBlock[];
  /** The block collections that ended where the indentation decreased last, innermost first. */
  readonly closed: readonly OpenBlock[];
  /** Where the token before the one at `at` begins. */
  readonly previous: number;
  /** Offsets of the flow brackets open there, outermost first. */
  readonly brackets: readonly number[];
}

/** Thrown inside this folder only, and caught by `findFault`. */
export class FaultSignal extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault.code);
    this.fault = fault;
  }
}
