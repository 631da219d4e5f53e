import type { Span } from '../text/span.ts';

/**
 * The syntax tree of one YAML document: plain, immutable data, so that only `syntax/` depends on the YAML library.
 * Spans are relative to the document's text, so edits elsewhere in the file do not change them. An alias is a copy of
 * its target, with `span` at the alias and `alias: true`; the children of the copy keep the spans of the originals.
 */
export type Node = MapNode | SequenceNode | ScalarNode;

export interface MapNode {
  readonly kind: 'map';
  readonly span: Span;
  /** True for `{…}`, as in JSON. */
  readonly flow: boolean;
  /** In text order, including duplicate keys; merge keys (`<<`) are not resolved. */
  readonly entries: readonly MapEntry[];
  readonly tag?: string;
  readonly alias?: true;
}

export interface MapEntry {
  readonly key: Node;
  /** An absent value is a scalar of style `absent` with an empty span after the key's colon and the spaces there. */
  readonly value: Node;
}

export interface SequenceNode {
  readonly kind: 'sequence';
  readonly span: Span;
  readonly flow: boolean;
  readonly items: readonly Node[];
  readonly tag?: string;
  readonly alias?: true;
}

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded' | 'absent';

export interface ScalarNode {
  readonly kind: 'scalar';
  /** Including quotes, or the header of a block scalar. */
  readonly span: Span;
  /** The text after folding and unescaping, not yet interpreted as a number or other type. */
  readonly text: string;
  readonly style: ScalarStyle;
  /** As written, such as `!!str` or `!custom`. */
  readonly tag?: string;
  readonly alias?: true;
}
