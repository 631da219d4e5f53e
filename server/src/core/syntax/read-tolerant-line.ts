import { COLON, DASH, HASH } from '../text/character-codes.ts';
import { readQuotedTolerant } from './read-tolerant-inline.ts';
import { isBlank, isLineEnd, isQuote, nextLine, skipSpaces, trimmedEnd } from './whitespace.ts';

/** Returns the offset of the colon after the key at `start`; -1 if there is no key. */
export function colonFrom(text: string, start: number): number {
  let at = start;
  if (isQuote(text, start)) {
    at = skipSpaces(text, readQuotedTolerant(text, start, nextLine(text, start)).span.end);
    return text.charCodeAt(at) === COLON && isBlank(text, at + 1) ? at : -1;
  }
  if (NO_KEY.includes(text[start] ?? '') || isDash(text, start)) return -1;
  for (; !isLineEnd(text, at); at++) {
    const letter = text.charCodeAt(at);
    if (letter === COLON && isBlank(text, at + 1)) return at;
    if (letter === HASH && isBlank(text, at - 1)) return -1;
  }
  return -1;
}

/** Characters that a plain key cannot start with. */
const NO_KEY = '{[]},#&*!|>%@`';

/** Returns the end of a plain scalar on its line, without a comment. */
export function plainEnd(text: string, start: number): number {
  let at = start;
  while (!isLineEnd(text, at) && !(text.charCodeAt(at) === HASH && isBlank(text, at - 1))) at++;
  return trimmedEnd(text, start, at);
}

/** Returns the first offset from `at` on that is whitespace. */
export function wordEnd(text: string, at: number): number {
  let end = at;
  while (!isBlank(text, end)) end++;
  return end;
}

export function isDash(text: string, offset: number): boolean {
  return text.charCodeAt(offset) === DASH && isBlank(text, offset + 1);
}
