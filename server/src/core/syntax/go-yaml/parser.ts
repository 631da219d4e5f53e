import { findBadScalar, kindOfScalar } from './check-values.ts';
import type { FaultCode } from './fault.ts';
import { Scanner, type Token, type TokenType } from './scanner.ts';

/**
 * Checks one document as the Go YAML library does that reads it into a value for JSON: its structure, anchors, keys,
 * merges and tags. Throws a FaultSignal at the first fault. What follows the document is not read, as the library does
 * not read it.
 */
export function checkDocument(text: string): void {
  new Parser(text).document();
}

/** What is expected next. States of open collections wait on a stack, so that no nesting exhausts the call stack. */
type State =
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

interface OpenCollection {
  readonly start: number;
  readonly anchor: Anchor | undefined;
  /** It is the list of a merge key, so that its items are merged. */
  readonly isMerged: boolean;
}

interface Anchor {
  kind: 'map' | 'sequence' | 'null' | 'scalar';
  /** The node that it names is not complete yet. */
  isOpen: boolean;
}

/** What a node is for. A merge key (`<<`) takes a map, or a list of maps. */
type Role = 'value' | 'key' | 'merge' | 'merge-item';

class Parser {
  readonly #scanner: Scanner;
  readonly #states: State[] = [];
  readonly #collections: OpenCollection[] = [];
  readonly #anchors = new Map<string, Anchor>();
  readonly #handles = new Set<string>();
  readonly #text: string;
  /** The key that was read last is a merge key. */
  #isMerging = false;

  constructor(text: string) {
    this.#text = text;
    this.#scanner = new Scanner(text);
  }

  document(): void {
    if (this.#scanner.peek().type === 'stream-end') return;
    const isExplicit = this.#directives();
    this.#handles.add('!').add('!!');
    const { type } = this.#scanner.peek();
    const isEmpty =
      type === 'directive' || type === 'document-start' || type === 'document-end' || type === 'stream-end';
    if (!isExplicit || !isEmpty) {
      this.#states.push('end');
      this.#node(true, false, 'value');
      while (this.#step());
    }
    this.#scanner.peek();
  }

  /** Whether the document begins with `---`. */
  #directives(): boolean {
    let version: string | undefined;
    const first = this.#scanner.peek();
    for (let token = first; token.directive; token = this.#next()) {
      const { directive } = token;
      if (directive.name === 'YAML') {
        if (version !== undefined) this.#fail('duplicate-directive', token);
        version = directive.version;
        if (version !== '1.1') this.#fail('unsupported-version', token);
      } else {
        if (this.#handles.has(directive.handle)) this.#fail('duplicate-directive', token);
        this.#handles.add(directive.handle);
      }
    }
    const token = this.#scanner.peek();
    if (token.type === 'document-start') {
      this.#scanner.take();
      return true;
    }
    if (token !== first || first.type === 'document-end') this.#fail('expected-document-start', token);
    return false;
  }

  #next(): Token {
    this.#scanner.take();
    return this.#scanner.peek();
  }

  #fail(code: FaultCode, token: Token, start = token.start): never {
    this.#scanner.cursor.fail(code, token.start, start, token.end, this.#scanner.lastTaken);
  }

  /** Reads on in the innermost collection; false at the end of the document. */
  #step(): boolean {
    const state = this.#states.pop() as State;
    switch (state) {
      case 'end':
        return false;
      case 'sequence-entry':
        this.#sequenceEntry();
        break;
      case 'indentless-entry':
        this.#indentlessEntry();
        break;
      case 'map-key':
        this.#mapKey();
        break;
      case 'map-value':
        this.#mapValue();
        break;
      case 'flow-sequence-first':
      case 'flow-sequence-entry':
        this.#flowSequenceEntry(state === 'flow-sequence-first');
        break;
      case 'flow-pair-value':
        this.#flowValue('flow-sequence-entry', 'flow-sequence-end');
        break;
      case 'flow-map-first':
      case 'flow-map-key':
        this.#flowMapKey(state === 'flow-map-first');
        break;
      case 'flow-map-value':
        this.#flowValue('flow-map-key', 'flow-mapping-end');
        break;
      case 'flow-map-key-alone':
        this.#states.push('flow-map-key');
        this.#absent(this.#valueRole);
        break;
    }
    return true;
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
    const source = this.#text.slice(token.start, token.end).replace(/[ \t\r\n]+$/, '');
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

  /** A key or value that is not written. */
  #absent(role: Role): void {
    const token = this.#scanner.peek();
    if (role === 'key') this.#fail('bad-key', token);
    if (isMerge(role)) this.#fail('bad-merge', token);
  }

  #open(state: State, token: Token, anchor: Anchor | undefined, role: Role): void {
    const isMap = state === 'map-key' || state === 'flow-map-first';
    // `{{ x }}` is no key but an expression that something else replaces before the library reads it.
    const isExpression = isMap && this.#text.startsWith('{{', token.start - 1);
    if (role === 'key' && !isExpression) this.#fail('bad-key', token);
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

  /** A node in a sequence, which may be the list of a merge key. */
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
      if (!isFirst) this.#separator('expected-flow-sequence-end');
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

  #flowMapKey(isFirst: boolean): void {
    if (!this.#isAt('flow-mapping-end')) {
      if (!isFirst) this.#separator('expected-flow-mapping-end');
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

  #separator(code: FaultCode): void {
    if (!this.#isAt('flow-entry')) this.#failIn(code);
    this.#scanner.take();
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

function isMerge(role: Role): boolean {
  return role === 'merge' || role === 'merge-item';
}

const STARTS: Readonly<Partial<Record<TokenType, State>>> = {
  'block-sequence-start': 'sequence-entry',
  'block-mapping-start': 'map-key',
  'flow-sequence-start': 'flow-sequence-first',
  'flow-mapping-start': 'flow-map-first',
};
