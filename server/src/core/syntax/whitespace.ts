import { APOSTROPHE, CARRIAGE_RETURN, LINE_FEED, QUOTE, SPACE, TAB } from '../text/character-codes.ts';

/** Returns the first offset from `at` on that is not a space or tab. */
export function skipSpaces(text: string, at: number): number {
  let offset = at;
  while (isSpace(text.charCodeAt(offset))) offset++;
  return offset;
}

/** Returns the end of `text` from `start` to `end` without trailing whitespace. */
export function trimmedEnd(text: string, start: number, end: number): number {
  let offset = end;
  while (offset > start && isBlank(text, offset - 1)) offset--;
  return offset;
}

/** Returns the start of the next line, or the end of the text. */
export function nextLine(text: string, at: number): number {
  let offset = at;
  while (!isLineEnd(text, offset)) offset++;
  if (text.charCodeAt(offset) === CARRIAGE_RETURN && text.charCodeAt(offset + 1) === LINE_FEED) offset++;
  return Math.min(offset + 1, text.length);
}

/** Returns the start of the line of `at`. */
export function lineStart(text: string, at: number): number {
  let offset = at;
  while (offset > 0 && !isLineEnd(text, offset - 1)) offset--;
  return offset;
}

export function isLineEnd(text: string, at: number): boolean {
  const letter = text.charCodeAt(at);
  return letter === LINE_FEED || letter === CARRIAGE_RETURN || at >= text.length;
}

/** Returns true for a space, a tab, a line break, or an offset outside of the text. */
export function isBlank(text: string, at: number): boolean {
  return at < 0 || isSpace(text.charCodeAt(at)) || isLineEnd(text, at);
}

export function isQuote(text: string, at: number): boolean {
  const letter = text.charCodeAt(at);
  return letter === QUOTE || letter === APOSTROPHE;
}

function isSpace(letter: number): boolean {
  return letter === SPACE || letter === TAB;
}
