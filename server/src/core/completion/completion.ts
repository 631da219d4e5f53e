import type { Span, TextChange } from '../text/span.ts';
import type { Template } from '../text/template.ts';

/** Something that can be written at a cursor. Their order is the order in which they are worth offering. */
export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  /** In a few words, beside the label: a type, a place, a release. */
  readonly detail?: string;
  /** What it replaces, in the document. */
  readonly span: Span;
  readonly insert: Template;
  /** What else changes in the document, apart from `span`. */
  readonly additional?: readonly TextChange[];
  /** What is typed for it, where that is not its label. */
  readonly filter?: string;
  /** The field that it is or belongs to, for its documentation. */
  readonly field?: FieldOf;
  /** A sentence or two of its own. */
  readonly documentation?: string;
  readonly isDeprecated?: true;
  /** There is more to choose where the cursor then stands. */
  readonly goesOn?: true;
}

export type CompletionKind = 'field' | 'value' | 'object' | 'kind' | 'version' | 'metadata-key' | 'document' | 'label';

/** A field of a kind in a version. */
export interface FieldOf {
  readonly group: string;
  readonly kind: string;
  readonly version: string;
  readonly path: readonly (string | number)[];
}
