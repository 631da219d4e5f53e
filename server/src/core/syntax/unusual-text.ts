/**
 * Text that `readSimple` leaves to others. Tabs, carriage returns and byte order marks shift places; directives change
 * the language; control characters are not allowed; and YAML 1.1 has more line breaks than YAML 1.2.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it looks for them
export const UNUSUAL_TEXT = /[\0-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|^%|^\.\.\./m;

/** No key of JSON: null, and numbers that Go keeps as unsigned. */
export const UNUSUAL_KEY = /^(null|Null|NULL|\d{19,})$/;

/** `.inf` and `.nan`, which JSON does not have. */
export const UNUSUAL_VALUE = /^[-+]?\.[inIN]/;
