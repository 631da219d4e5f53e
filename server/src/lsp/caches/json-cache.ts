/** Encodes a text in UTF-8. */
export type EncodeText = (text: string) => Uint8Array;

/** Marks an item that never changes and is sent repeatedly, such as a diagnostic or a symbol. Returns the same item. */
export type KeepJson = <T extends object>(item: T) => T;

/** For connections that serialize messages themselves. */
export const KEEP_NO_JSON: KeepJson = (item) => item;

/** The largest number of items in a run. */
const RUN_LENGTH = 64;

/**
 * Serializes messages and keeps the JSON of marked items. After each keystroke a client requests all symbols and
 * diagnostics of a file, thousands of items of which few are new; serializing all of them takes milliseconds.
 */
export class JsonCache {
  readonly #encode: EncodeText;
  readonly #marked = new WeakSet<object>();
  /** The runs, by their first item. */
  readonly #runs = new WeakMap<object, Run>();

  constructor(encode: EncodeText) {
    this.#encode = encode;
  }

  readonly keep: KeepJson = (item) => {
    this.#marked.add(item);
    return item;
  };

  /** Returns the JSON that `JSON.stringify` would write, in UTF-8. */
  encode(message: object): Uint8Array {
    const { result } = message as { readonly result?: unknown };
    if (Array.isArray(result) && this.#isMarked(result))
      return this.#encodeAround({ ...message, result: PLACEHOLDER }, result);
    const { items } = (result ?? {}) as { readonly items?: unknown };
    if (Array.isArray(items) && this.#isMarked(items))
      return this.#encodeAround({ ...message, result: { ...(result as object), items: PLACEHOLDER } }, items);
    return this.#encode(JSON.stringify(message));
  }

  #isMarked(items: readonly unknown[]): boolean {
    const [first] = items;
    return typeof first === 'object' && first !== null && this.#marked.has(first);
  }

  /** Encodes a message in which the list of items is replaced by the placeholder. */
  #encodeAround(message: object, items: readonly object[]): Uint8Array {
    const text = JSON.stringify(message);
    const at = text.indexOf(PLACEHOLDER_JSON);
    const parts = [this.#encode(`${text.slice(0, at)}[`)];
    for (let index = 0; index < items.length; ) {
      const run = this.#runAt(items, index);
      parts.push(run.bytes);
      index += run.items.length;
    }
    parts.push(this.#encode(`]${text.slice(at + PLACEHOLDER_JSON.length)}`));
    return concatenate(parts);
  }

  #runAt(items: readonly object[], from: number): Run {
    const first = items[from] as object;
    const known = this.#runs.get(first);
    if (known && isSame(known, items, from)) return known;
    let end = from + 1;
    // A known run may start here, wherever it was in the previous message.
    while (end < items.length && end - from < RUN_LENGTH && !this.#runs.has(items[end] as object)) end++;
    const own = items.slice(from, end);
    const json = JSON.stringify(own);
    const run = { items: own, bytes: this.#encode(`${from === 0 ? '' : ','}${json.slice(1, -1)}`) };
    if (own.every((item) => this.#marked.has(item))) this.#runs.set(first, run);
    return run;
  }
}

/** A text that no message contains. */
const PLACEHOLDER = '\u0000items\u0000';
const PLACEHOLDER_JSON = JSON.stringify(PLACEHOLDER);

/** Consecutive items that are serialized together. An edit invalidates few runs. */
interface Run {
  readonly items: readonly object[];
  /** Starts with a comma unless the run is the first of its list. */
  readonly bytes: Uint8Array;
}

const COMMA = 0x2c;

function isSame(run: Run, items: readonly object[], from: number): boolean {
  if ((run.bytes[0] === COMMA) === (from === 0)) return false;
  for (let index = 0; index < run.items.length; index++) if (run.items[index] !== items[from + index]) return false;
  return true;
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
