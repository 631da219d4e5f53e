import type { Cursor } from './cursor.ts';

/** A possible key, which is confirmed once its colon is found. */
export interface SimpleKey {
  isPossible: boolean;
  /** True if only a key is valid there. */
  readonly isRequired: boolean;
  /** The number of the token, counted from the start of the document. */
  readonly token: number;
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** The possible keys: one for the block context, and one for each open bracket. */
export class SimpleKeys {
  readonly #cursor: Cursor;
  readonly #levels: (SimpleKey | undefined)[] = [undefined];
  readonly #byToken = new Map<number, SimpleKey>();

  constructor(cursor: Cursor) {
    this.#cursor = cursor;
  }

  get current(): SimpleKey | undefined {
    return this.#levels.at(-1);
  }

  /** Returns true if a token may still become a key. */
  isOpenAt(token: number): boolean {
    const key = this.#byToken.get(token);
    return key !== undefined && this.isStillPossible(key);
  }

  /** A key is on one line, and at most 1,024 characters long. */
  isStillPossible(key: SimpleKey): boolean {
    if (!key.isPossible) return false;
    if (key.line === this.#cursor.line && key.offset + LONGEST >= this.#cursor.offset) return true;
    if (key.isRequired) this.#cursor.fail('expected-colon', key.offset);
    key.isPossible = false;
    return false;
  }

  add(token: number): void {
    this.discard();
    const { brackets, indent, column } = this.#cursor;
    const key = this.#here(token, true, brackets.length === 0 && indent === column);
    this.#levels[this.#levels.length - 1] = key;
    this.#byToken.set(token, key);
  }

  /** Discards the possible key. */
  discard(): void {
    const key = this.current;
    if (!key?.isPossible) return;
    if (key.isRequired) this.#cursor.fail('expected-colon', key.offset);
    this.settle(key);
  }

  settle(key: SimpleKey): void {
    key.isPossible = false;
    this.#byToken.delete(key.token);
  }

  openLevel(token: number): void {
    this.#levels.push(this.#here(token, false, false));
  }

  closeLevel(): void {
    // For an empty collection, this is the bracket itself, which the library then no longer accepts as a key.
    this.#byToken.delete(this.#levels.pop()?.token ?? -1);
  }

  #here(token: number, isPossible: boolean, isRequired: boolean): SimpleKey {
    const { offset, line, column } = this.#cursor;
    return { isPossible, isRequired, token, offset, line, column };
  }
}

const LONGEST = 1024;
