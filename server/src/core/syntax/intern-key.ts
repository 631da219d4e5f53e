/**
 * Returns the same string instance for equal keys, since V8 compares identical instances by address and keys are
 * compared very often.
 */
export function internKey(key: string): string {
  const known = KEYS.get(key);
  if (known !== undefined) return known;
  if (KEYS.size >= MAX_KEYS) return key;
  const own = flat(key);
  KEYS.set(own, own);
  return own;
}

/** Returns a copy. In V8, a part of a text of 13 characters or more would keep the complete text in memory. */
function flat(text: string): string {
  return text.length < 13 ? text : text.split('').join('');
}

const KEYS = new Map<string, string>();
/** All kinds have about three thousand keys; others are labels and similar. */
const MAX_KEYS = 4096;
