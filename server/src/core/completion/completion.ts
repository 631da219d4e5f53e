import type { Span, TextChange } from '../text/span.ts';
import type { Template } from '../text/template.ts';

/** A completion item. Lists of items are sorted by relevance. */
export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  /** Short text next to the label, such as a type, a location or a release. */
  readonly detail?: string;
  /** The replaced span, in the document. */
  readonly span: Span;
  readonly insert: Template;
  /** Changes to the document outside of `span`. */
  readonly additionalChanges?: readonly TextChange[];
  /** The text that the typed word is matched against, if it is not the label. */
  readonly filter?: string;
  /** The field that the documentation is about. */
  readonly field?: FieldReference;
  /** Documentation that is not the field's, one or two sentences. */
  readonly documentation?: string;
  readonly isDeprecated?: true;
  /** True if the editor should request completions again after it inserts this item. */
  readonly retriggers?: true;
}

export type CompletionKind = 'field' | 'value' | 'object' | 'kind' | 'version' | 'metadata-key' | 'document' | 'label';

/** A field of a kind in a version. */
export interface FieldReference {
  readonly group: string;
  readonly kind: string;
  readonly version: string;
  readonly path: readonly (string | number)[];
}
