import type { Span } from '../text/span.ts';

/**
 * The syntax tree of one YAML document: plain, immutable data, so that nothing outside `syntax/` needs the YAML
 * library. Spans count from the start of the document's own text, which is why an edit elsewhere in the file leaves
 * them true. An alias appears as a copy of what it names, with `span` at the alias and `alias: true`; the children of
 * such a copy keep the places where they are written.
 */
export type Node = MapNode | SequenceNode | ScalarNode;

export interface MapNode {
  readonly kind: 'map';
  readonly span: Span;
  /** Written `{…}`, as JSON is. */
  readonly flow: boolean;
  /** In the order of the text; repeated keys stand as often as they are written, merge keys (`<<`) as themselves. */
  readonly entries: readonly MapEntry[];
  readonly tag?: string;
  readonly alias?: true;
}

export interface MapEntry {
  readonly key: Node;
  /** A value that is not written is a scalar of style `absent` with an empty span behind the key's colon and the spaces there. */
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
  /** With the quotes, or from the block's header on. */
  readonly span: Span;
  /** The text after YAML's folding and escapes, before it is read as a number or anything else. */
  readonly text: string;
  readonly style: ScalarStyle;
  /** As written, such as `!!str` or `!custom`. */
  readonly tag?: string;
  readonly alias?: true;
}
