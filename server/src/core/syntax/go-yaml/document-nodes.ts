import type { Node } from '../node.ts';
import { isBlank } from './characters.ts';
import { findBadScalar, kindOfScalar } from './check-values.ts';
import type { FaultCode } from './fault.ts';
import { type Anchor, isMerge, type OpenCollection, type Role, type State } from './node-roles.ts';
import type { Scanner } from './scanner.ts';
import type { Token } from './token-queue.ts';
import type { TreeBuilder } from './tree-builder.ts';

/** The anchor and the resolved tag before a node. */
export interface Properties {
  readonly anchor?: Anchor;
  readonly tag?: string;
}

/** The nodes of one document: checks anchors, keys, merges and tags like the library's decoder, and builds the tree. */
export class DocumentNodes {
  readonly #scanner: Scanner;
  readonly #builder: TreeBuilder | undefined;
  readonly #collections: OpenCollection[] = [];
  readonly #anchors = new Map<string, Anchor>();
  /** True if the last key was a merge key. */
  #isMerging = false;

  constructor(scanner: Scanner, builder: TreeBuilder | undefined) {
    this.#scanner = scanner;
    this.#builder = builder;
  }

  fail(code: FaultCode, token: Token, start = token.start): never {
    this.#scanner.cursor.fail(code, token.start, start, token.end, this.#scanner.lastTaken);
  }

  failInCollection(code: FaultCode): never {
    this.fail(code, this.#scanner.peek(), this.#collections.at(-1)?.start);
  }

  addAnchor(name: string): Anchor {
    const anchor: Anchor = { kind: 'scalar', isOpen: false };
    this.#anchors.set(name, anchor);
    return anchor;
  }

  startKey(): void {
    this.#isMerging = false;
  }

  /** Returns the role of the value that follows the last key. */
  takeValueRole(): Role {
    const role = this.#isMerging ? 'merge' : 'value';
    this.#isMerging = false;
    return role;
  }

  /** The role of an item of the innermost sequence, which may be the list of a merge key. */
  get itemRole(): Role {
    return this.#collections.at(-1)?.isMerged ? 'merge-item' : 'value';
  }

  alias(token: Token, role: Role): void {
    const anchor = this.#anchors.get(token.name ?? '');
    if (!anchor) this.fail('unknown-anchor', token);
    if (anchor.isOpen) this.fail('recursive-anchor', token);
    if (role === 'key' && anchor.kind !== 'scalar') this.fail('bad-key', token);
    if (isMerge(role) && anchor.kind !== 'map') this.fail('bad-merge', token);
    this.#builder?.alias(anchor.node, token);
  }

  /** Handles the scalar of a token, or without one, the absent scalar after an anchor or tag. */
  scalar(token: Token, { anchor, tag }: Properties, role: Role): void {
    const { text, style } = token.scalar ?? { text: '', style: 'absent' as const };
    const scalar = { text, style, tag };
    const kind = kindOfScalar(scalar);
    if (anchor && kind === 'null') anchor.kind = 'null';
    if (isMerge(role)) this.fail('bad-merge', token);
    if (role === 'key') {
      this.#isMerging = kind === 'merge';
      if (kind === 'null' || kind === 'number-too-large') this.fail('bad-key', token);
    }
    const code = findBadScalar(scalar, role === 'key');
    if (code) this.fail(code, token);
    const node = token.scalar
      ? this.#builder?.scalar(token, token.scalar, tag)
      : this.#builder?.absent(this.#endOfLastToken(), tag);
    if (anchor && node) anchor.node = node;
  }

  /** Handles an absent key, value or item. `hasIndicator` is false for a key without a colon after it. */
  absent(role: Role, hasIndicator = true): void {
    const token = this.#scanner.peek();
    if (role === 'key') this.fail('bad-key', token);
    if (isMerge(role)) this.fail('bad-merge', token);
    this.#builder?.absent(hasIndicator ? this.#endOfLastToken() : this.#builder.keyEnd);
  }

  open(state: State, token: Token, { anchor, tag }: Properties, role: Role): void {
    const isMap = state === 'map-key' || state === 'flow-map-first';
    if (role === 'key') this.fail('bad-key', token);
    if ((role === 'merge-item' || (role === 'merge' && state === 'flow-pair-value')) && !isMap)
      this.fail('bad-merge', token);
    this.#collections.push({ start: token.start, anchor, isMerged: role === 'merge' && !isMap });
    if (anchor) {
      anchor.kind = isMap ? 'map' : 'sequence';
      anchor.isOpen = true;
    }
    this.#builder?.open(token.start, {
      kind: isMap ? 'map' : 'sequence',
      flow: state.startsWith('flow'),
      startsAtKey: state === 'map-key' && this.#scanner.cursor.text[token.start] !== '?',
      tag,
    });
  }

  /** Opens a map of one entry in a flow sequence. It is closed with its value. */
  openPair(start: number): void {
    this.#builder?.open(start, { kind: 'map', flow: true, startsAtKey: true, isPair: true });
  }

  close(end: number): void {
    const anchor = this.#collections.pop()?.anchor;
    const node: Node | undefined = this.#builder?.close(end);
    if (!anchor) return;
    anchor.isOpen = false;
    if (node) anchor.node = node;
  }

  /** The offset after the last token and the spaces after it. */
  #endOfLastToken(): number {
    const { cursor, lastTakenEnd } = this.#scanner;
    let end = lastTakenEnd;
    while (isBlank(cursor.text.charCodeAt(end))) end++;
    return end;
  }
}
