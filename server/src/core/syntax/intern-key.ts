/**
 * Returns the same string instance for equal keys, since V8 compares identical instances by address and keys are
 * compared very often.
 */
export function internKey(key: string): string {
  const known = KEYS.get(key);
  if (known !== undefined) return known;
  if (KEYS.size < MAX_KEYS) KEYS.set(key, key);
  return key;
}

const KEYS = new Map<string, string>();
/** All kinds have about three thousand keys; others are labels and similar. */
const MAX_KEYS = 4096;
