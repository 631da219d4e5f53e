import type { Directive, Tag } from './scan-properties.ts';
import type { ScannedScalar } from './scan-scalars.ts';

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
  /** The name of an anchor or alias. */
  readonly name?: string;
  readonly tag?: Tag;
  readonly scalar?: ScannedScalar;
  readonly directive?: Directive;
}

/** Tokens that were scanned but not taken yet. A confirmed key inserts tokens before itself. */
export class TokenQueue {
  readonly #tokens: Token[] = [];
  #head = 0;
  #taken = 0;

  get isEmpty(): boolean {
    return this.#head === this.#tokens.length;
  }

  get first(): Token | undefined {
    return this.#tokens[this.#head];
  }

  /** The number of the first token, counted from the start of the document. */
  get firstNumber(): number {
    return this.#taken;
  }

  /** The number of the next token. */
  get nextNumber(): number {
    return this.#taken + (this.#tokens.length - this.#head);
  }

  push(token: Token): void {
    this.#tokens.push(token);
  }

  /** Inserts before the token with that number; at the end if it was already taken. */
  insert(number: number, token: Token): void {
    const place = number < this.#taken ? this.#tokens.length : this.#head + number - this.#taken;
    this.#tokens.splice(place, 0, token);
  }

  take(): void {
    this.#head++;
    this.#taken++;
    if (!this.isEmpty) return;
    this.#tokens.length = 0;
    this.#head = 0;
  }
}
