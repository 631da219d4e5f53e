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
  if (text.charCodeAt(offset) === RETURN && text.charCodeAt(offset + 1) === LINE_FEED) offset++;
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
  return letter === LINE_FEED || letter === RETURN || at >= text.length;
}

/** Returns true for a space, a tab, a line break, or an offset outside of the text. */
export function isBlank(text: string, at: number): boolean {
  return at < 0 || isSpace(text.charCodeAt(at)) || isLineEnd(text, at);
}

export function isQuote(text: string, at: number): boolean {
  const letter = text.charCodeAt(at);
  return letter === DOUBLE_QUOTE || letter === SINGLE_QUOTE;
}

function isSpace(letter: number): boolean {
  return letter === SPACE || letter === TAB;
}

const TAB = 0x09;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
const DOUBLE_QUOTE = 0x22;
const SINGLE_QUOTE = 0x27;
