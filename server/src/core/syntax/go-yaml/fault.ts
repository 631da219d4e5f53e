/**
 * Why the Go YAML library rejects a text. The names follow its messages, which describe the scanner's or parser's
 * reason instead of the mistake; `../diagnosis/` derives the mistake.
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
  // kubectl: splitting the file
  | 'text-after-separator'
  // Not an error, but kubectl ignores the content
  | 'content-after-document'
  | 'content-after-end-marker';

/** An open block collection: its column, and the offset of its first key or dash. */
export interface OpenBlock {
  readonly kind: 'map' | 'sequence';
  readonly column: number;
  readonly start: number;
}

export interface Fault {
  readonly code: FaultCode;
  /** UTF-16 offset of the rejected character or token. */
  readonly at: number;
  /** The start of the construct that contains the fault: the quote, the flow bracket, the key without a colon. */
  readonly start: number;
  /** The end of the token at `at`, if there is one. */
  readonly end: number;
  /** The open block collections, outermost first. */
  readonly blocks: readonly OpenBlock[];
  /** The block collections that ended where the indentation last decreased, innermost first. */
  readonly closed: readonly OpenBlock[];
  /** The start of the token before the one at `at`. */
  readonly previous: number;
  /** Offsets of the open flow brackets, outermost first. */
  readonly brackets: readonly number[];
}

/** Thrown in this folder only, and caught by `findFault`. */
export class FaultSignal extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault.code);
    this.fault = fault;
  }
}
