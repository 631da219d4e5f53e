import { isBlank, isBlankOrEnd, isBreak, isBreakOrEnd, isDigit, isHex, SPACE, TAB } from './characters.ts';
import type { Cursor } from './cursor.ts';

/**
 * Moves past the plain scalar at the cursor. Returns true if it ended with line breaks, after which a key may start.
 */
export function skipPlain(cursor: Cursor): boolean {
  const start = cursor.offset;
  const indent = cursor.indent + 1;
  const isInFlow = cursor.brackets.length > 0;
  let isOnNewLine = false;
  for (;;) {
    if (cursor.isAtMarker(DASH) || cursor.isAtMarker(DOT) || cursor.peek() === HASH) break;
    while (!isBlankOrEnd(cursor.peek())) {
      const letter = cursor.peek();
      if (letter === COLON && isBlankOrEnd(cursor.peek(1))) break;
      if (isInFlow && isFlowIndicator(letter)) break;
      isOnNewLine = false;
      cursor.offset++;
    }
    if (!isBlank(cursor.peek()) && !isBreak(cursor.peek())) break;
    for (;;) {
      const letter = cursor.peek();
      if (isBreak(letter)) {
        cursor.skipBreak();
        isOnNewLine = true;
      } else if (isBlank(letter)) {
        if (isOnNewLine && letter === TAB && cursor.column < indent)
          cursor.fail('tab-in-plain-scalar', cursor.offset, start, cursor.offset + 1);
        cursor.offset++;
      } else break;
    }
    if (!isInFlow && cursor.column < indent) break;
  }
  return isOnNewLine;
}

/** `,?[]{}` end a plain scalar between brackets. */
function isFlowIndicator(letter: number): boolean {
  return letter === 0x2c || letter === 0x3f || letter === 0x5b || letter === 0x5d || letter === 0x7b || letter === 0x7d;
}

/** Moves past the quoted scalar at the cursor. */
export function skipQuoted(cursor: Cursor): void {
  const start = cursor.offset;
  const quote = cursor.peek();
  cursor.offset++;
  for (;;) {
    if (cursor.isAtMarker(DASH) || cursor.isAtMarker(DOT))
      cursor.fail('document-marker-in-quote', cursor.offset, start);
    const letter = cursor.peek();
    if (Number.isNaN(letter)) cursor.fail('unterminated-quote', cursor.offset, start);
    if (letter === quote) {
      if (quote !== APOSTROPHE || cursor.peek(1) !== APOSTROPHE) break;
      cursor.offset += 2;
    } else if (letter === BACKSLASH && quote === QUOTE) skipEscape(cursor, start);
    else if (isBreak(letter)) cursor.skipBreak();
    else cursor.offset++;
  }
  cursor.offset++;
}

function skipEscape(cursor: Cursor, start: number): void {
  const at = cursor.offset;
  const letter = cursor.peek(1);
  cursor.offset++;
  if (isBreak(letter)) {
    cursor.skipBreak();
    return;
  }
  const length = HEX_ESCAPES[String.fromCharCode(letter)];
  if (length === undefined && !SIMPLE_ESCAPES.includes(String.fromCharCode(letter)))
    cursor.fail('unknown-escape', at, start, Math.min(at + 2, cursor.text.length));
  cursor.offset++;
  if (length === undefined) return;
  for (let digit = 0; digit < length; digit++)
    if (!isHex(cursor.peek(digit))) cursor.fail('bad-hex-escape', at, start, cursor.offset + digit);
  const value = Number.parseInt(cursor.text.slice(cursor.offset, cursor.offset + length), 16);
  if ((value >= 0xd800 && value <= 0xdfff) || value > 0x10ffff)
    cursor.fail('bad-code-point-escape', at, start, cursor.offset + length);
  cursor.offset += length;
}

/** Without `\/`, which only YAML 1.2 has; `\'` is an extension of the library. */
const SIMPLE_ESCAPES = '0abt\tnvfre "\'\\N_LP';
const HEX_ESCAPES: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** Moves past the literal or folded block scalar at the cursor. */
export function skipBlockScalar(cursor: Cursor): void {
  const start = cursor.offset;
  cursor.offset++;
  const increment = skipHeader(cursor, start);
  let indent = increment > 0 ? Math.max(cursor.indent, 0) + increment : 0;
  indent = skipBlankLines(cursor, indent, start);
  while (cursor.column === indent && !Number.isNaN(cursor.peek())) {
    while (!isBreakOrEnd(cursor.peek())) cursor.offset++;
    cursor.skipBreak();
    indent = skipBlankLines(cursor, indent, start);
  }
}

/** Returns the indentation indicator of the header, or 0. */
function skipHeader(cursor: Cursor, start: number): number {
  let increment = 0;
  const chomps = () => {
    if (cursor.peek() === PLUS || cursor.peek() === DASH) cursor.offset++;
  };
  const first = cursor.offset;
  chomps();
  if (isDigit(cursor.peek())) {
    increment = cursor.peek() - 0x30;
    if (increment === 0) cursor.fail('bad-block-header', cursor.offset, start, cursor.offset + 1);
    cursor.offset++;
    if (cursor.offset === first + 1) chomps();
  }
  cursor.skipWhile(isBlank);
  cursor.skipComment();
  if (!isBreakOrEnd(cursor.peek())) cursor.fail('bad-block-header', cursor.offset, start, lineEnd(cursor));
  cursor.skipBreak();
  return increment;
}

/** Skips indentation and empty lines. Returns the indentation of the block, which is detected if `indent` is 0. */
function skipBlankLines(cursor: Cursor, indent: number, start: number): number {
  let deepest = 0;
  for (;;) {
    while ((indent === 0 || cursor.column < indent) && cursor.peek() === SPACE) cursor.offset++;
    deepest = Math.max(deepest, cursor.column);
    if ((indent === 0 || cursor.column < indent) && cursor.peek() === TAB)
      cursor.fail('tab-in-block-scalar', cursor.offset, start, cursor.offset + 1);
    if (!isBreak(cursor.peek())) break;
    cursor.skipBreak();
  }
  return indent === 0 ? Math.max(deepest, cursor.indent + 1, 1) : indent;
}

function lineEnd(cursor: Cursor): number {
  let end = cursor.offset;
  while (!isBreakOrEnd(cursor.text.charCodeAt(end))) end++;
  return end;
}

const DASH = 0x2d;
const DOT = 0x2e;
const HASH = 0x23;
const COLON = 0x3a;
const PLUS = 0x2b;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const BACKSLASH = 0x5c;
