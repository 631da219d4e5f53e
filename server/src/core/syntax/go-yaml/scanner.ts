import { isBlank, isBlankOrEnd, isBreak, SPACE, TAB } from './characters.ts';
import { Cursor } from './cursor.ts';
import type { OpenBlock } from './fault.ts';
import { type Directive, scanAnchor, scanDirective, scanTag } from './scan-properties.ts';
import { skipBlockScalar, skipPlain, skipQuoted } from './scan-scalars.ts';

export type TokenType =
  | 'stream-end'
  | 'directive'
  | 'document-start'
  | 'document-end'
  | 'block-sequence-start'
  | 'block-mapping-start'
  | 'block-end'
  | 'flow-sequence-start'
  | 'flow-sequence-end'
  | 'flow-mapping-start'
  | 'flow-mapping-end'
  | 'block-entry'
  | 'flow-entry'
  | 'key'
  | 'value'
  | 'alias'
  | 'anchor'
  | 'tag'
  | 'scalar';

export interface Token {
  readonly type: TokenType;
  readonly start: number;
  readonly end: number;
  /** The name of an anchor or alias, the handle of a tag. */
  readonly name?: string;
  readonly directive?: Directive;
}

/** A place where a key may have begun, known to be one only once its colon is found. */
interface SimpleKey {
  isPossible: boolean;
  readonly isRequired: boolean;
  /** The number of the token, counted from the start of the stream. */
  readonly token: number;
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/**
 * Splits a document into the tokens of the Go YAML library (go.yaml.in/yaml v2, behind sigs.k8s.io/yaml). It decides
 * as that library does what it accepts; it builds no values. Throws a FaultSignal at the first fault.
 */
export class Scanner {
  readonly cursor: Cursor;
  readonly #tokens: Token[] = [];
  /** Where the token begins that was taken last, of those that are written. */
  lastTaken = 0;
  #head = 0;
  #taken = 0;
  #canBeKey = true;
  /** One for the block context and one for each open bracket. */
  readonly #keys: (SimpleKey | undefined)[] = [undefined];
  readonly #keysByToken = new Map<number, SimpleKey>();

  constructor(text: string) {
    this.cursor = new Cursor(text);
  }

  peek(): Token {
    while (this.#head === this.#tokens.length || this.#mayPrecedeHead()) this.#fetch();
    return this.#tokens[this.#head] as Token;
  }

  take(): Token {
    const token = this.peek();
    this.#head++;
    this.#taken++;
    if (token.end > token.start) this.lastTaken = token.start;
    if (this.#head === this.#tokens.length) {
      this.#tokens.length = 0;
      this.#head = 0;
    }
    return token;
  }

  /** The first token in the queue may turn out to be a key, which puts other tokens in front of it. */
  #mayPrecedeHead(): boolean {
    const key = this.#keysByToken.get(this.#taken);
    return key !== undefined && this.#isStillPossible(key);
  }

  #isStillPossible(key: SimpleKey): boolean {
    if (!key.isPossible) return false;
    if (key.line === this.cursor.line && key.offset + MAX_KEY >= this.cursor.offset) return true;
    if (key.isRequired) this.cursor.fail('expected-colon', key.offset);
    key.isPossible = false;
    return false;
  }

  #fetch(): void {
    const { cursor } = this;
    this.#toNextToken();
    this.#unroll(cursor.column);
    const letter = cursor.peek();
    const read = this.#readerOf(letter);
    if (read) read();
    else this.#plain(letter);
  }

  /** What reads on, by the character here; undefined if that may begin a plain scalar. */
  #readerOf(letter: number): (() => void) | undefined {
    const { cursor } = this;
    if (Number.isNaN(letter)) return () => this.#streamEnd();
    if (cursor.column === 0 && letter === 0x25) return () => this.#directive();
    if (cursor.isAtMarker(0x2d)) return () => this.#marker('document-start');
    if (cursor.isAtMarker(0x2e)) return () => this.#marker('document-end');
    const isInFlow = cursor.brackets.length > 0;
    const standsAlone = isBlankOrEnd(cursor.peek(1));
    switch (String.fromCharCode(letter)) {
      case '[':
        return () => this.#open('flow-sequence-start');
      case '{':
        return () => this.#open('flow-mapping-start');
      case ']':
        return () => this.#close('flow-sequence-end');
      case '}':
        return () => this.#close('flow-mapping-end');
      case ',':
        return () => this.#flowEntry();
      case '-':
        return standsAlone ? () => this.#blockEntry() : undefined;
      case '?':
        return isInFlow || standsAlone ? () => this.#key() : undefined;
      case ':':
        return isInFlow || standsAlone ? () => this.#value() : undefined;
      case '*':
        return () => this.#scalar('alias', scanAnchor);
      case '&':
        return () => this.#scalar('anchor', scanAnchor);
      case '!':
        return () => this.#scalar('tag', scanTag);
      case '|':
      case '>':
        return isInFlow ? undefined : () => this.#blockScalar();
      case "'":
      case '"':
        return () => this.#scalar('scalar', skipQuoted);
      default:
        return undefined;
    }
  }

  #plain(letter: number): void {
    if (!this.#canStartPlain(letter, this.cursor.brackets.length > 0)) this.cursor.fail('cannot-start-token');
    this.#scalar('scalar', (cursor) => {
      if (skipPlain(cursor)) this.#canBeKey = true;
    });
  }

  #canStartPlain(letter: number, isInFlow: boolean): boolean {
    const next = this.cursor.peek(1);
    const isIndicator = isBlankOrEnd(letter) || '-?:,[]{}#&*!|>\'"%@`'.includes(String.fromCharCode(letter));
    if (!isIndicator) return true;
    if (letter === 0x2d) return !isBlank(next);
    return !isInFlow && (letter === 0x3f || letter === 0x3a) && !isBlankOrEnd(next);
  }

  #toNextToken(): void {
    const { cursor } = this;
    for (;;) {
      for (;;) {
        const letter = cursor.peek();
        const isTabAllowed = cursor.brackets.length > 0 || !this.#canBeKey;
        if (letter !== SPACE && !(letter === TAB && isTabAllowed)) break;
        cursor.offset++;
      }
      cursor.skipComment();
      if (!isBreak(cursor.peek())) return;
      cursor.skipBreak();
      if (cursor.brackets.length === 0) this.#canBeKey = true;
    }
  }

  /** The number of the token that is put at the end of the queue next. */
  get #nextToken(): number {
    return this.#taken + (this.#tokens.length - this.#head);
  }

  #push(type: TokenType, start: number, more?: Pick<Token, 'name' | 'directive'>): void {
    this.#tokens.push({ type, start, end: this.cursor.offset, ...more });
    if (type !== 'block-end') this.cursor.lastToken = start;
  }

  #insert(number: number, type: TokenType, at: number): void {
    const place = number < this.#taken ? this.#tokens.length : this.#head + number - this.#taken;
    this.#tokens.splice(place, 0, { type, start: at, end: at });
  }

  #streamEnd(): void {
    const at = this.cursor.offset;
    // No key is completed by a colon in a line after the last.
    this.cursor.line++;
    this.#unroll(-1);
    this.#forgetKey();
    this.#canBeKey = false;
    this.#push('stream-end', at);
  }

  #directive(): void {
    const start = this.cursor.offset;
    this.#unroll(-1);
    this.#forgetKey();
    this.#canBeKey = false;
    this.#push('directive', start, { directive: scanDirective(this.cursor) });
  }

  #marker(type: TokenType): void {
    const start = this.cursor.offset;
    this.#unroll(-1);
    this.#forgetKey();
    this.#canBeKey = false;
    this.cursor.offset += 3;
    this.#push(type, start);
  }

  #open(type: TokenType): void {
    const { cursor } = this;
    const start = cursor.offset;
    this.#rememberKey();
    const { offset, line, column } = cursor;
    const token = this.#nextToken;
    this.#keys.push({ isPossible: false, isRequired: false, token, offset, line, column });
    cursor.brackets.push(start);
    if (cursor.brackets.length > MAX_DEPTH) cursor.fail('too-deep');
    this.#canBeKey = true;
    cursor.offset++;
    this.#push(type, start);
  }

  #close(type: TokenType): void {
    const { cursor } = this;
    const start = cursor.offset;
    this.#forgetKey();
    if (cursor.brackets.length > 0) {
      cursor.brackets.pop();
      // Of an empty collection this is the bracket itself, which the library then no longer takes for a key.
      this.#keysByToken.delete(this.#keys.pop()?.token ?? -1);
    }
    this.#canBeKey = false;
    cursor.offset++;
    this.#push(type, start);
  }

  #flowEntry(): void {
    const start = this.cursor.offset;
    this.#forgetKey();
    this.#canBeKey = true;
    this.cursor.offset++;
    this.#push('flow-entry', start);
  }

  #blockEntry(): void {
    const { cursor } = this;
    const start = cursor.offset;
    if (cursor.brackets.length === 0) {
      if (!this.#canBeKey) cursor.fail('sequence-entry-not-allowed', start, start, start + 1);
      this.#roll('sequence', cursor.column, start);
    }
    this.#forgetKey();
    this.#canBeKey = true;
    cursor.offset++;
    this.#push('block-entry', start);
  }

  #key(): void {
    const { cursor } = this;
    const start = cursor.offset;
    const isInBlock = cursor.brackets.length === 0;
    if (isInBlock) {
      if (!this.#canBeKey) cursor.fail('mapping-key-not-allowed', start, start, start + 1);
      this.#roll('map', cursor.column, start);
    }
    this.#forgetKey();
    this.#canBeKey = isInBlock;
    cursor.offset++;
    this.#push('key', start);
  }

  #value(): void {
    const { cursor } = this;
    const start = cursor.offset;
    const key = this.#keys.at(-1);
    if (key && this.#isStillPossible(key)) {
      this.#insert(key.token, 'key', key.offset);
      this.#roll('map', key.column, key.offset, key.token);
      key.isPossible = false;
      this.#keysByToken.delete(key.token);
      this.#canBeKey = false;
    } else {
      const isInBlock = cursor.brackets.length === 0;
      if (isInBlock) {
        if (!this.#canBeKey) cursor.fail('mapping-value-not-allowed', start, start, start + 1);
        this.#roll('map', cursor.column, start);
      }
      this.#canBeKey = isInBlock;
    }
    cursor.offset++;
    this.#push('value', start);
  }

  #blockScalar(): void {
    const start = this.cursor.offset;
    this.#forgetKey();
    this.#canBeKey = true;
    skipBlockScalar(this.cursor);
    this.#push('scalar', start);
  }

  /** A token that may be a key, or stand in front of one. */
  #scalar(type: TokenType, scan: (cursor: Cursor) => unknown): void {
    const start = this.cursor.offset;
    this.#rememberKey();
    this.#canBeKey = false;
    const name = scan(this.cursor);
    this.#push(type, start, typeof name === 'string' ? { name } : undefined);
  }

  #rememberKey(): void {
    if (!this.#canBeKey) return;
    const { offset, line, column, brackets, indent } = this.cursor;
    this.#forgetKey();
    const token = this.#nextToken;
    const isRequired = brackets.length === 0 && indent === column;
    const key: SimpleKey = { isPossible: true, isRequired, token, offset, line, column };
    this.#keys[this.#keys.length - 1] = key;
    this.#keysByToken.set(token, key);
  }

  #forgetKey(): void {
    const key = this.#keys.at(-1);
    if (!key?.isPossible) return;
    if (key.isRequired) this.cursor.fail('expected-colon', key.offset);
    key.isPossible = false;
    this.#keysByToken.delete(key.token);
  }

  /** Opens a block collection if the column is deeper than the innermost one. */
  #roll(kind: 'map' | 'sequence', column: number, at: number, token?: number): void {
    const { cursor } = this;
    if (cursor.brackets.length > 0 || cursor.indent >= column) return;
    cursor.blocks.push({ kind, column, start: at });
    cursor.indent = column;
    if (cursor.blocks.length > MAX_DEPTH) cursor.fail('too-deep');
    const type = kind === 'map' ? 'block-mapping-start' : 'block-sequence-start';
    if (token === undefined) this.#tokens.push({ type, start: at, end: at });
    else this.#insert(token, type, at);
  }

  /** Closes the block collections that are deeper than the column. */
  #unroll(column: number): void {
    const { cursor } = this;
    if (cursor.brackets.length > 0) return;
    const closed: OpenBlock[] = [];
    while (cursor.indent > column) {
      this.#push('block-end', cursor.offset);
      closed.push(cursor.blocks.pop() as OpenBlock);
      cursor.indent = cursor.blocks.at(-1)?.column ?? -1;
    }
    if (closed.length > 0) cursor.closed = closed;
  }
}

const MAX_KEY = 1024;
const MAX_DEPTH = 10_000;
