/** The JSON of what is told again and again; empty until it is told for the first time. */
const kept = new WeakMap<object, string>();

/**
 * Marks something that never changes and is told with every answer about its file, a diagnostic or a symbol: its JSON is
 * made once, where lists of thousands would cost milliseconds after every key.
 */
export function keepJson<T extends object>(told: T): T {
  kept.set(told, '');
  return told;
}

/** A message as JSON that says what `JSON.stringify` would write; what is kept of it is ASCII. */
export function jsonOfMessage(message: object): string {
  const { result } = message as { readonly result?: unknown };
  if (Array.isArray(result) && isKept(result)) return around({ ...message, result: HOLE }, result);
  const { items } = (result ?? {}) as { readonly items?: unknown };
  if (Array.isArray(items) && isKept(items))
    return around({ ...message, result: { ...(result as object), items: HOLE } }, items);
  return JSON.stringify(message);
}

/** What no text of ours holds. */
const HOLE = '\u0000kept\u0000';
const HOLE_JSON = JSON.stringify(HOLE);

/** A long text of ASCII alone is copied to the client, and not encoded. */
const BEYOND_ASCII = /[^\0-\x7f]/g;

/** Asked of one UTF-16 unit. */
function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function isKept(items: readonly unknown[]): boolean {
  const [first] = items;
  return typeof first === 'object' && first !== null && kept.has(first);
}

function around(message: object, items: readonly object[]): string {
  const text = JSON.stringify(message);
  const at = text.indexOf(HOLE_JSON);
  return `${text.slice(0, at)}[${items.map(jsonOf).join(',')}]${text.slice(at + HOLE_JSON.length)}`;
}

function jsonOf(item: object): string {
  const known = kept.get(item);
  if (known) return known;
  const text = JSON.stringify(item).replace(BEYOND_ASCII, escaped);
  if (known === '') kept.set(item, text);
  return text;
}
