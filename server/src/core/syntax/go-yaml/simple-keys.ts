import type { Cursor } from './cursor.ts';

/** A place where a key may have begun, known to be one only once its colon is found. */
export interface SimpleKey {
  isPossible: boolean;
  /** Only a key can be there. */
  readonly isRequired: boolean;
  /** The number of the token, counted from the start of the document. */
  readonly token: number;
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** The places where keys may have begun: one for the block context, and one for each open bracket. */
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

  /** Whether a token may still turn out to begin a key. */
  isOpenAt(token: number): boolean {
    const key = this.#byToken.get(token);
    return key !== undefined && this.isStillPossible(key);
  }

  /** A key is on one line, and not longer than 1,024 characters. */
  isStillPossible(key: SimpleKey): boolean {
    if (!key.isPossible) return false;
    if (key.line === this.#cursor.line && key.offset + LONGEST >= this.#cursor.offset) return true;
    if (key.isRequired) this.#cursor.fail('expected-colon', key.offset);
    key.isPossible = false;
    return false;
  }

  remember(token: number): void {
    this.forget();
    const { brackets, indent, column } = this.#cursor;
    const key = this.#here(token, true, brackets.length === 0 && indent === column);
    this.#levels[this.#levels.length - 1] = key;
    this.#byToken.set(token, key);
  }

  /** What began here is no key. */
  forget(): void {
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
    // Of an empty collection this is the bracket itself, which the library then no longer takes for a key.
    this.#byToken.delete(this.#levels.pop()?.token ?? -1);
  }

  #here(token: number, isPossible: boolean, isRequired: boolean): SimpleKey {
    const { offset, line, column } = this.#cursor;
    return { isPossible, isRequired, token, offset, line, column };
  }
}

const LONGEST = 1024;
