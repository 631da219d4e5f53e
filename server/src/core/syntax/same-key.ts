/**
 * One text for all that read alike: keys are compared again and again with the few that somebody looks for, and V8
 * compares one text with itself by its address.
 */
export function sameKey(key: string): string {
  const known = KEYS.get(key);
  if (known !== undefined) return known;
  if (KEYS.size < MOST_KEYS) KEYS.set(key, key);
  return key;
}

const KEYS = new Map<string, string>();
/** Kinds have some three thousand; what more there is are labels and the like. */
const MOST_KEYS = 4096;
