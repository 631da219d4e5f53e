import type { TokenType } from './token-queue.ts';

/** What a node is for. A merge key (`<<`) takes a map, or a list of maps. */
export type Role = 'value' | 'key' | 'merge' | 'merge-item';

export function isMerge(role: Role): boolean {
  return role === 'merge' || role === 'merge-item';
}

export interface Anchor {
  kind: 'map' | 'sequence' | 'null' | 'scalar';
  /** The node that it names is not complete yet. */
  isOpen: boolean;
}

export interface OpenCollection {
  readonly start: number;
  readonly anchor: Anchor | undefined;
  /** It is the list of a merge key, so that its items are merged. */
  readonly isMerged: boolean;
}

/** What a parser expects next. */
export type State =
  | 'end'
  | 'sequence-entry'
  | 'indentless-entry'
  | 'map-key'
  | 'map-value'
  | 'flow-sequence-first'
  | 'flow-sequence-entry'
  | 'flow-pair-value'
  | 'flow-map-first'
  | 'flow-map-key'
  | 'flow-map-value'
  | 'flow-map-key-alone';

/** What follows the token that a collection begins with. */
export const STARTS: Readonly<Partial<Record<TokenType, State>>> = {
  'block-sequence-start': 'sequence-entry',
  'block-mapping-start': 'map-key',
  'flow-sequence-start': 'flow-sequence-first',
  'flow-mapping-start': 'flow-map-first',
};
