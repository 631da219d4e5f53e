import { DASH, DOT, PLUS } from '../text/character-codes.ts';
/**
 * Matches text that `readSimple` does not support. Tabs, carriage returns and byte order marks change positions;
 * directives change the language; kubectl rejects text after `---`; control characters are not allowed; and YAML 1.1 has more line breaks than YAML 1.2.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it looks for them
export const UNUSUAL_TEXT = /[\0-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|^%|^\.\.\.|^---[^ \n]/m;

/**
 * Returns true for keys that JSON cannot have: null, and numbers that Go parses as unsigned. Hot path: most keys are
 * decided by their length.
 */
export function isUnusualKey(text: string, start: number, end: number): boolean {
  const length = end - start;
  return (length === 4 || length >= 19) && UNUSUAL_KEY.test(text.slice(start, end));
}

/**
 * Returns true for `.inf` and `.nan`, which JSON does not have. Hot path: most values are decided by their first
 * character.
 */
export function isUnusualValue(value: string): boolean {
  const first = value.charCodeAt(0);
  return (first === DOT || first === PLUS || first === DASH) && UNUSUAL_VALUE.test(value);
}

const UNUSUAL_KEY = /^(null|Null|NULL|\d{19,})$/;
const UNUSUAL_VALUE = /^[-+]?\.[inIN]/;
