import type { Node } from '../node.ts';
import type { TokenType } from './token-queue.ts';

/** The role of a node. A merge key (`<<`) accepts a map or a list of maps. */
export type Role = 'value' | 'key' | 'merge' | 'merge-item';

export function isMerge(role: Role): boolean {
  return role === 'merge' || role === 'merge-item';
}

export interface Anchor {
  kind: 'map' | 'sequence' | 'null' | 'scalar';
  /** True while the anchored node is incomplete. */
  isOpen: boolean;
  /** Set once the node is complete, if a tree is built. */
  node?: Node;
}

export interface OpenCollection {
  readonly start: number;
  readonly anchor: Anchor | undefined;
  /** True for the list of a merge key, whose items are merged. */
  readonly isMerged: boolean;
}

/** What the parser expects next. */
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

/** The state after the token that starts a collection. */
export const STARTS: Readonly<Partial<Record<TokenType, State>>> = {
  'block-sequence-start': 'sequence-entry',
  'block-mapping-start': 'map-key',
  'flow-sequence-start': 'flow-sequence-first',
  'flow-mapping-start': 'flow-map-first',
};
