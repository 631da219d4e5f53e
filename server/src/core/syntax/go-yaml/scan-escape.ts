import { isHex } from './characters.ts';
import type { Cursor } from './cursor.ts';

/** Moves past the escape sequence at the cursor; returns its character. `start` is the start of the quoted scalar. */
export function scanEscape(cursor: Cursor, start: number): string {
  const at = cursor.offset;
  const letter = String.fromCharCode(cursor.peek(1));
  const length = HEX_ESCAPES[letter];
  if (length === undefined) {
    const escaped = ESCAPES[letter];
    if (escaped === undefined) cursor.fail('unknown-escape', at, start, Math.min(at + 2, cursor.text.length));
    cursor.offset += 2;
    return escaped;
  }
  const digits = at + 2;
  for (let digit = 0; digit < length; digit++)
    if (!isHex(cursor.peek(2 + digit))) cursor.fail('bad-hex-escape', at, start, digits + digit);
  const value = Number.parseInt(cursor.text.slice(digits, digits + length), 16);
  if ((value >= 0xd800 && value <= 0xdfff) || value > 0x10ffff)
    cursor.fail('bad-code-point-escape', at, start, digits + length);
  cursor.offset = digits + length;
  return String.fromCodePoint(value);
}

/** The characters of escapes with one letter. Without `\/`, which only YAML 1.2 has; `\'` is an extension of the library. */
export const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  "'": "'",
  '\\': '\\',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};
const HEX_ESCAPES: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };
