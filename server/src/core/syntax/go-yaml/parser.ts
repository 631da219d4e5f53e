import { checkDirectives } from './check-directives.ts';
import { findBadScalar, kindOfScalar, writtenText } from './check-values.ts';
import type { FaultCode } from './fault.ts';
import { type Anchor, isMerge, type OpenCollection, type Role, STARTS, type State } from './node-roles.ts';
import { Scanner } from './scanner.ts';
import type { Token, TokenType } from './token-queue.ts';

/**
 * Checks the structure, anchors, keys, merges and tags of one document in the same way as the Go YAML library when it
 * decodes a value for JSON. Throws a FaultSignal at the first fault. As in the library, the text after the document is
 * not parsed; returns the token at which it starts, unless that is another document.
 */
export function checkDocument(text: string): Token | undefined {
  return new Parser(text).document();
}

class Parser {
  readonly #scanner: Scanner;
  /** States of open collections are kept on a stack, so nesting cannot exhaust the call stack. */
  readonly #states: State[] = [];
  readonly #collections: OpenCollection[] = [];
  readonly #anchors = new Map<string, Anchor>();
  readonly #handles = new Set<string>();
  readonly #text: string;
  /** True if the last key was a merge key. */
  #isMerging = false;

  constructor(text: string) {
    this.#text = text;
    this.#scanner = new Scanner(text);
  }

  document(): Token | undefined {
    if (this.#scanner.peek().type === 'stream-end') return undefined;
    const isExplicit = checkDirectives(this.#scanner, this.#handles);
    if (!isExplicit || !this.#isAt('directive', 'document-start', 'document-end', 'stream-end')) {
      this.#states.push('end');
      this.#node(true, false, 'value');
      while (this.#step());
    }
    const next = this.#scanner.peek();
    return this.#isAt('document-start', 'document-end', 'directive', 'stream-end') ? undefined : next;
  }

  #next(): Token {
    this.#scanner.take();
    return this.#scanner.peek();
  }

  #fail(code: FaultCode, token: Token, start = token.start): never {
    this.#scanner.cursor.fail(code, token.start, start, token.end, this.#scanner.lastTaken);
  }

  /** Continues in the innermost collection; returns false at the end of the document. */
  #step(): boolean {
    const state = this.#states.pop() as State;
    if (state === 'end') return false;
    if (state === 'sequence-entry') this.#sequenceEntry();
    else if (state === 'indentless-entry') this.#indentlessEntry();
    else if (state === 'map-key') this.#mapKey();
    else if (state === 'map-value') this.#mapValue();
    else if (state === 'flow-pair-value') this.#flowValue('flow-sequence-entry', 'flow-sequence-end');
    else if (state === 'flow-map-value') this.#flowValue('flow-map-key', 'flow-mapping-end');
    else if (state === 'flow-map-key-alone') this.#flowKeyAlone();
    else if (state.startsWith('flow-sequence')) this.#flowSequenceEntry(state === 'flow-sequence-first');
    else this.#flowMapKey(state === 'flow-map-first');
    return true;
  }

  #flowKeyAlone(): void {
    this.#states.push('flow-map-key');
    this.#absent(this.#valueRole);
  }

  #node(isBlock: boolean, isIndentless: boolean, role: Role): void {
    const first = this.#scanner.peek();
    if (first.type === 'alias') {
      this.#alias(role);
      return;
    }
    let name: string | undefined;
    let tag: Token | undefined;
    let token = first;
    for (let part = 0; part < 2; part++) {
      if (token.type === 'anchor' && name === undefined) name = token.name ?? '';
      else if (token.type === 'tag' && tag === undefined) tag = token;
      else break;
      token = this.#next();
    }
    if (tag?.name && !this.#handles.has(tag.name)) this.#fail('undefined-tag-handle', tag);
    const anchor: Anchor | undefined = name === undefined ? undefined : { kind: 'scalar', isOpen: false };
    if (name !== undefined && anchor) this.#anchors.set(name, anchor);
    if (isIndentless && token.type === 'block-entry') {
      this.#open('indentless-entry', token, anchor, role);
      return;
    }
    if (token.type === 'scalar') {
      this.#scanner.take();
      this.#scalar(token, tag, anchor, role);
      return;
    }
    const state = STARTS[token.type];
    if (state && (isBlock || state.startsWith('flow'))) {
      this.#scanner.take();
      this.#open(state, token, anchor, role);
      return;
    }
    if (anchor === undefined && !tag) this.#fail('expected-node', token, first.start);
    this.#scalar({ ...first, start: first.end }, tag, anchor, role);
  }

  #alias(role: Role): void {
    const token = this.#scanner.take();
    const anchor = this.#anchors.get(token.name ?? '');
    if (!anchor) this.#fail('unknown-anchor', token);
    if (anchor.isOpen) this.#fail('recursive-anchor', token);
    if (role === 'key' && anchor.kind !== 'scalar') this.#fail('bad-key', token);
    if (isMerge(role) && anchor.kind !== 'map') this.#fail('bad-merge', token);
  }

  #scalar(token: Token, tag: Token | undefined, anchor: Anchor | undefined, role: Role): void {
    const source = writtenText(this.#text, token);
    const scalar = tag ? { source, tag: this.#text.slice(tag.start, tag.end) } : { source };
    const kind = kindOfScalar(scalar);
    if (anchor && kind === 'null') anchor.kind = 'null';
    if (isMerge(role)) this.#fail('bad-merge', token);
    const where = { ...token, end: token.start + source.length };
    if (role === 'key') {
      this.#isMerging = kind === 'merge';
      if (kind === 'null' || kind === 'number-too-large') this.#fail('bad-key', where);
    }
    const code = findBadScalar(scalar, role === 'key');
    if (code) this.#fail(code, where);
  }

  /** Handles an absent key or value. */
  #absent(role: Role): void {
    const token = this.#scanner.peek();
    if (role === 'key') this.#fail('bad-key', token);
    if (isMerge(role)) this.#fail('bad-merge', token);
  }

  #open(state: State, token: Token, anchor: Anchor | undefined, role: Role): void {
    const isMap = state === 'map-key' || state === 'flow-map-first';
    if (role === 'key') this.#fail('bad-key', token);
    if ((role === 'merge-item' || (role === 'merge' && state === 'flow-pair-value')) && !isMap)
      this.#fail('bad-merge', token);
    this.#collections.push({ start: token.start, anchor, isMerged: role === 'merge' && !isMap });
    if (anchor) {
      anchor.kind = isMap ? 'map' : 'sequence';
      anchor.isOpen = true;
    }
    this.#states.push(state);
  }

  #close(): void {
    const anchor = this.#collections.pop()?.anchor;
    if (anchor) anchor.isOpen = false;
  }

  #isAt(...types: readonly TokenType[]): boolean {
    return types.includes(this.#scanner.peek().type);
  }

  #failIn(code: FaultCode): never {
    this.#fail(code, this.#scanner.peek(), this.#collections.at(-1)?.start);
  }

  /** Handles a node in a sequence, which may be the list of a merge key. */
  #item(isBlock: boolean): void {
    this.#node(isBlock, false, this.#collections.at(-1)?.isMerged ? 'merge-item' : 'value');
  }

  #key(isBlock: boolean): void {
    this.#isMerging = false;
    this.#node(isBlock, isBlock, 'key');
  }

  get #valueRole(): Role {
    const role = this.#isMerging ? 'merge' : 'value';
    this.#isMerging = false;
    return role;
  }

  #sequenceEntry(): void {
    if (this.#isAt('block-entry')) {
      this.#scanner.take();
      this.#states.push('sequence-entry');
      if (this.#isAt('block-entry', 'block-end')) this.#absentItem();
      else this.#item(true);
    } else if (this.#isAt('block-end')) {
      this.#scanner.take();
      this.#close();
    } else this.#failIn('expected-dash');
  }

  #absentItem(): void {
    if (this.#collections.at(-1)?.isMerged) this.#absent('merge-item');
  }

  #indentlessEntry(): void {
    if (!this.#isAt('block-entry')) {
      this.#close();
      return;
    }
    this.#scanner.take();
    this.#states.push('indentless-entry');
    if (this.#isAt('block-entry', 'key', 'value', 'block-end')) this.#absentItem();
    else this.#item(true);
  }

  #mapKey(): void {
    if (this.#isAt('key')) {
      this.#scanner.take();
      this.#states.push('map-value');
      if (this.#isAt('key', 'value', 'block-end')) this.#absent('key');
      else this.#key(true);
    } else if (this.#isAt('block-end')) {
      this.#scanner.take();
      this.#close();
    } else this.#failIn('expected-key');
  }

  #mapValue(): void {
    this.#states.push('map-key');
    const role = this.#valueRole;
    if (!this.#isAt('value')) {
      this.#absent(role);
      return;
    }
    this.#scanner.take();
    if (this.#isAt('key', 'value', 'block-end')) this.#absent(role);
    else this.#node(true, true, role);
  }

  #flowSequenceEntry(isFirst: boolean): void {
    if (!this.#isAt('flow-sequence-end')) {
      if (!isFirst) this.#comma('expected-flow-sequence-end');
      if (this.#isAt('key')) {
        this.#scanner.take();
        // A pair is a map with one entry.
        this.#states.push('flow-pair-value');
        if (this.#isAt('value', 'flow-entry', 'flow-sequence-end')) this.#absent('key');
        else this.#key(false);
        return;
      }
      if (!this.#isAt('flow-sequence-end')) {
        this.#states.push('flow-sequence-entry');
        this.#item(false);
        return;
      }
    }
    this.#scanner.take();
    this.#close();
  }

  #comma(code: FaultCode): void {
    if (!this.#isAt('flow-entry')) this.#failIn(code);
    this.#scanner.take();
  }

  #flowMapKey(isFirst: boolean): void {
    if (!this.#isAt('flow-mapping-end')) {
      if (!isFirst) this.#comma('expected-flow-mapping-end');
      if (this.#isAt('key')) {
        this.#scanner.take();
        this.#states.push('flow-map-value');
        if (this.#isAt('value', 'flow-entry', 'flow-mapping-end')) this.#absent('key');
        else this.#key(false);
        return;
      }
      if (!this.#isAt('flow-mapping-end')) {
        this.#states.push('flow-map-key-alone');
        this.#key(false);
        return;
      }
    }
    this.#scanner.take();
    this.#close();
  }

  #flowValue(then: State, end: TokenType): void {
    this.#states.push(then);
    const role = this.#valueRole;
    if (!this.#isAt('value')) {
      this.#absent(role);
      return;
    }
    this.#scanner.take();
    if (this.#isAt('flow-entry', end)) this.#absent(role);
    else this.#node(false, false, role);
  }
}
