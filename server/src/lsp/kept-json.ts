const kept = new WeakSet<object>();

/**
 * Marks something that never changes and is told with every answer about its file, a diagnostic or a symbol: what is
 * sent of it is made once, where lists of thousands would cost milliseconds after every key.
 */
export function keepJson<T extends object>(told: T): T {
  kept.add(told);
  return told;
}

/** A text in UTF-8. */
export type BytesOf = (text: string) => Uint8Array;

/** A message as the JSON that `JSON.stringify` would write, in UTF-8. */
export function bytesOfMessage(message: object, bytesOf: BytesOf): Uint8Array {
  const { result } = message as { readonly result?: unknown };
  if (Array.isArray(result) && isKept(result)) return around({ ...message, result: HOLE }, result, bytesOf);
  const { items } = (result ?? {}) as { readonly items?: unknown };
  if (Array.isArray(items) && isKept(items))
    return around({ ...message, result: { ...(result as object), items: HOLE } }, items, bytesOf);
  return bytesOf(JSON.stringify(message));
}

/** What no text of ours holds. */
const HOLE = '\u0000kept\u0000';
const HOLE_JSON = JSON.stringify(HOLE);

function isKept(items: readonly unknown[]): boolean {
  const [first] = items;
  return typeof first === 'object' && first !== null && kept.has(first);
}

function around(message: object, items: readonly object[], bytesOf: BytesOf): Uint8Array {
  const text = JSON.stringify(message);
  const at = text.indexOf(HOLE_JSON);
  const parts = [bytesOf(`${text.slice(0, at)}[`)];
  for (let index = 0; index < items.length; ) {
    const run = runAt(items, index, bytesOf);
    parts.push(run.bytes);
    index += run.items.length;
  }
  parts.push(bytesOf(`]${text.slice(at + HOLE_JSON.length)}`));
  return joined(parts);
}

/** Things that were told one behind the other. An edit has few of its runs made again. */
interface Run {
  readonly items: readonly object[];
  /** With a comma before the first, unless it was the first of all. */
  readonly bytes: Uint8Array;
}

/** By their first. */
const runs = new WeakMap<object, Run>();
const LENGTH = 64;

function runAt(items: readonly object[], from: number, bytesOf: BytesOf): Run {
  const first = items[from] as object;
  const known = runs.get(first);
  if (known && isSame(known, items, from)) return known;
  let end = from + 1;
  // What follows may still be told as it was, wherever it has moved to.
  while (end < items.length && end - from < LENGTH && !runs.has(items[end] as object)) end++;
  const own = items.slice(from, end);
  const json = JSON.stringify(own);
  const run = { items: own, bytes: bytesOf(`${from === 0 ? '' : ','}${json.slice(1, -1)}`) };
  if (own.every((item) => kept.has(item))) runs.set(first, run);
  return run;
}

const COMMA = 0x2c;

function isSame(run: Run, items: readonly object[], from: number): boolean {
  if ((run.bytes[0] === COMMA) === (from === 0)) return false;
  for (let index = 0; index < run.items.length; index++) if (run.items[index] !== items[from + index]) return false;
  return true;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
