import { COLON, DASH, DOT, PERCENT, QUESTION, SPACE, TAB } from '../../text/character-codes.ts';
import { isBlank, isBlankOrEnd, isBreak } from './characters.ts';
import { Cursor } from './cursor.ts';
import type { OpenBlock } from './fault.ts';
import { scanAnchor, scanDirective, scanTag } from './scan-properties.ts';
import { scanBlockScalar, scanPlain, scanQuoted } from './scan-scalars.ts';
import { SimpleKeys } from './simple-keys.ts';
import { type Token, TokenQueue, type TokenType } from './token-queue.ts';

/**
 * Splits a document into the tokens of the Go YAML library (go.yaml.in/yaml v2, used by sigs.k8s.io/yaml). It accepts
 * and rejects the same texts as that library. Throws a FaultSignal at the first fault.
 */
export class Scanner {
  readonly cursor: Cursor;
  /** The start and end of the last token that was taken and is not empty. */
  lastTaken = 0;
  lastTakenEnd = 0;
  readonly #queue = new TokenQueue();
  readonly #keys: SimpleKeys;
  #canBeKey = true;

  constructor(text: string, start: number) {
    this.cursor = new Cursor(text, start);
    this.#keys = new SimpleKeys(this.cursor);
  }

  peek(): Token {
    for (;;) {
      const { first, firstNumber } = this.#queue;
      // The first token may still become a key, which inserts tokens before it.
      if (first && !this.#keys.isOpenAt(firstNumber)) return first;
      this.#fetch();
    }
  }

  take(): Token {
    const token = this.peek();
    this.#queue.take();
    if (token.end > token.start) {
      this.lastTaken = token.start;
      this.lastTakenEnd = token.end;
    }
    return token;
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

  /** Returns the scan function for a character; undefined if it may start a plain scalar. */
  #readerOf(letter: number): (() => void) | undefined {
    const { cursor } = this;
    if (Number.isNaN(letter)) return () => this.#streamEnd();
    if (cursor.column === 0 && letter === PERCENT) return () => this.#directive();
    if (cursor.isAtMarker(DASH)) return () => this.#marker('document-start');
    if (cursor.isAtMarker(DOT)) return () => this.#marker('document-end');
    const isInFlow = cursor.brackets.length > 0;
    const isSeparate = isBlankOrEnd(cursor.peek(1));
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
        return isSeparate ? () => this.#blockEntry() : undefined;
      case '?':
        return isInFlow || isSeparate ? () => this.#key() : undefined;
      case ':':
        return isInFlow || isSeparate ? () => this.#value() : undefined;
      case '*':
        return () => this.#word('alias', (name) => ({ name }), scanAnchor);
      case '&':
        return () => this.#word('anchor', (name) => ({ name }), scanAnchor);
      case '!':
        return () => this.#word('tag', (tag) => ({ tag }), scanTag);
      case '|':
      case '>':
        return isInFlow ? undefined : () => this.#blockScalar();
      case "'":
      case '"':
        return () => this.#word('scalar', (scalar) => ({ scalar }), scanQuoted);
      default:
        return undefined;
    }
  }

  #plain(letter: number): void {
    if (!this.#canStartPlain(letter, this.cursor.brackets.length > 0)) this.cursor.fail('cannot-start-token');
    this.#word('scalar', (scalar) => ({ scalar }), scanPlain);
  }

  #canStartPlain(letter: number, isInFlow: boolean): boolean {
    const next = this.cursor.peek(1);
    const isIndicator = isBlankOrEnd(letter) || '-?:,[]{}#&*!|>\'"%@`'.includes(String.fromCharCode(letter));
    if (!isIndicator) return true;
    if (letter === DASH) return !isBlank(next);
    return !isInFlow && (letter === QUESTION || letter === COLON) && !isBlankOrEnd(next);
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

  #push(type: TokenType, start: number, more?: Partial<Token>): void {
    this.#queue.push({ type, start, end: more?.scalar?.end ?? this.cursor.offset, ...more });
    if (type !== 'block-end') this.cursor.lastToken = start;
  }

  #streamEnd(): void {
    const at = this.cursor.offset;
    // A colon on a line after the last one does not complete a key.
    this.cursor.line++;
    this.#unroll(-1);
    this.#keys.discard();
    this.#canBeKey = false;
    this.#push('stream-end', at);
  }

  #directive(): void {
    const start = this.cursor.offset;
    this.#unroll(-1);
    this.#keys.discard();
    this.#canBeKey = false;
    this.#push('directive', start, { directive: scanDirective(this.cursor) });
  }

  #marker(type: TokenType): void {
    const start = this.cursor.offset;
    this.#unroll(-1);
    this.#keys.discard();
    this.#canBeKey = false;
    this.cursor.offset += 3;
    this.#push(type, start);
  }

  #open(type: TokenType): void {
    const { cursor } = this;
    const start = cursor.offset;
    if (this.#canBeKey) this.#keys.add(this.#queue.nextNumber);
    this.#keys.openLevel(this.#queue.nextNumber);
    cursor.brackets.push(start);
    if (cursor.brackets.length > MAX_DEPTH) cursor.fail('too-deep');
    this.#canBeKey = true;
    cursor.offset++;
    this.#push(type, start);
  }

  #close(type: TokenType): void {
    const { cursor } = this;
    const start = cursor.offset;
    this.#keys.discard();
    if (cursor.brackets.length > 0) {
      cursor.brackets.pop();
      this.#keys.closeLevel();
    }
    this.#canBeKey = false;
    cursor.offset++;
    this.#push(type, start);
  }

  #flowEntry(): void {
    const start = this.cursor.offset;
    this.#keys.discard();
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
    this.#keys.discard();
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
    this.#keys.discard();
    this.#canBeKey = isInBlock;
    cursor.offset++;
    this.#push('key', start);
  }

  #value(): void {
    const { cursor } = this;
    const start = cursor.offset;
    const key = this.#keys.current;
    if (key && this.#keys.isStillPossible(key)) {
      this.#queue.insert(key.token, { type: 'key', start: key.offset, end: key.offset });
      this.#roll('map', key.column, key.offset, key.token);
      this.#keys.settle(key);
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
    this.#keys.discard();
    this.#canBeKey = true;
    this.#push('scalar', start, { scalar: scanBlockScalar(this.cursor) });
  }

  /** Scans a token that may be a key, or precede one. */
  #word<T>(type: TokenType, contentOf: (scanned: T) => Partial<Token>, scan: (cursor: Cursor) => T): void {
    const start = this.cursor.offset;
    if (this.#canBeKey) this.#keys.add(this.#queue.nextNumber);
    const content = contentOf(scan(this.cursor));
    this.#canBeKey = content.scalar?.isBeforeBreak === true;
    this.#push(type, start, content);
  }

  /** Opens a block collection if the column is deeper than the innermost one. */
  #roll(kind: 'map' | 'sequence', column: number, at: number, token?: number): void {
    const { cursor } = this;
    if (cursor.brackets.length > 0 || cursor.indent >= column) return;
    cursor.blocks.push({ kind, column, start: at });
    cursor.indent = column;
    if (cursor.blocks.length > MAX_DEPTH) cursor.fail('too-deep');
    const type = kind === 'map' ? 'block-mapping-start' : 'block-sequence-start';
    const mark = { type, start: at, end: at } as const;
    if (token === undefined) this.#queue.push(mark);
    else this.#queue.insert(token, mark);
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

const MAX_DEPTH = 10_000;
