import {
  APOSTROPHE,
  BACKSLASH,
  CLOSING_BRACE,
  CLOSING_BRACKET,
  COLON,
  COMMA,
  DASH,
  DOT,
  GREATER,
  HASH,
  isDigit,
  OPENING_BRACE,
  OPENING_BRACKET,
  PLUS,
  QUESTION,
  QUOTE,
  SPACE,
  TAB,
  ZERO,
} from '../../text/character-codes.ts';
import type { ScalarStyle } from '../node.ts';
import { isBlank, isBlankOrEnd, isBreak, isBreakOrEnd } from './characters.ts';
import type { Cursor } from './cursor.ts';
import { scanEscape } from './scan-escape.ts';

/** A scalar as the library reads it. */
export interface ScannedScalar {
  /** The text after folding and unescaping. */
  readonly text: string;
  readonly style: ScalarStyle;
  /** The offset after its last character, including quotes. */
  readonly end: number;
  /** True if line breaks follow a plain scalar, after which a key may start. */
  readonly isBeforeBreak?: boolean;
}

/** Moves past the plain scalar at the cursor, and the whitespace after it. */
export function scanPlain(cursor: Cursor): ScannedScalar {
  const start = cursor.offset;
  const indent = cursor.indent + 1;
  const isInFlow = cursor.brackets.length > 0;
  const checkTab = () => {
    if (cursor.peek() === TAB && cursor.column < indent)
      cursor.fail('tab-in-plain-scalar', cursor.offset, start, cursor.offset + 1);
  };
  let text = '';
  let end = start;
  let gap: Gap | undefined;
  for (;;) {
    if (cursor.isAtMarker(DASH) || cursor.isAtMarker(DOT) || cursor.peek() === HASH) break;
    const from = cursor.offset;
    skipPlainWord(cursor, isInFlow);
    if (cursor.offset > from) {
      text += (gap?.text ?? '') + cursor.text.slice(from, cursor.offset);
      end = cursor.offset;
      gap = undefined;
    }
    if (!isBlank(cursor.peek()) && !isBreak(cursor.peek())) break;
    gap = scanGap(cursor, false, checkTab);
    if (!isInFlow && cursor.column < indent) break;
  }
  return { text, style: 'plain', end, isBeforeBreak: gap?.hasBreak === true };
}

function skipPlainWord(cursor: Cursor, isInFlow: boolean): void {
  for (;;) {
    const letter = cursor.peek();
    if (isBlankOrEnd(letter)) return;
    if (letter === COLON && isBlankOrEnd(cursor.peek(1))) return;
    if (isInFlow && isFlowIndicator(letter)) return;
    cursor.offset++;
  }
}

/** `,?[]{}` end a plain scalar between brackets. */
function isFlowIndicator(letter: number): boolean {
  return (
    letter === COMMA ||
    letter === QUESTION ||
    letter === OPENING_BRACKET ||
    letter === CLOSING_BRACKET ||
    letter === OPENING_BRACE ||
    letter === CLOSING_BRACE
  );
}

/** The whitespace between two words of a plain or quoted scalar. */
interface Gap {
  /** The spaces, or what the line breaks are folded to. */
  readonly text: string;
  readonly hasBreak: boolean;
}

/**
 * Moves past spaces and line breaks. One line break becomes a space; of several, all but the first are kept. LS and PS
 * are always kept. `isAfterBreak` is true after an escaped line break. `onIndent` is called for each space or tab at the
 * start of a line.
 */
function scanGap(cursor: Cursor, isAfterBreak: boolean, onIndent?: () => void): Gap {
  let spaces = '';
  let first = '';
  let others = '';
  let hasBreak = isAfterBreak;
  for (;;) {
    const letter = cursor.peek();
    if (isBreak(letter)) {
      if (hasBreak) others += cursor.readBreak();
      else first = cursor.readBreak();
      hasBreak = true;
    } else if (isBlank(letter)) {
      if (hasBreak) onIndent?.();
      else spaces += String.fromCharCode(letter);
      cursor.offset++;
    } else break;
  }
  if (!hasBreak) return { text: spaces, hasBreak };
  return { text: first === '\n' ? others || ' ' : first + others, hasBreak };
}

/** Moves past the quoted scalar at the cursor. */
export function scanQuoted(cursor: Cursor): ScannedScalar {
  const start = cursor.offset;
  const quote = cursor.peek();
  cursor.offset++;
  let text = '';
  for (;;) {
    if (cursor.isAtMarker(DASH) || cursor.isAtMarker(DOT))
      cursor.fail('document-marker-in-quote', cursor.offset, start);
    if (Number.isNaN(cursor.peek())) cursor.fail('unterminated-quote', cursor.offset, start);
    text += scanQuotedWord(cursor, quote, start);
    if (cursor.peek() === quote) break;
    const isAfterBreak = cursor.peek() === BACKSLASH;
    if (isAfterBreak) {
      cursor.offset++;
      cursor.skipBreak();
    }
    text += scanGap(cursor, isAfterBreak).text;
  }
  cursor.offset++;
  return { text, style: quote === QUOTE ? 'double' : 'single', end: cursor.offset };
}

/** Returns the text up to the next whitespace, escaped line break or closing quote. */
function scanQuotedWord(cursor: Cursor, quote: number, start: number): string {
  let text = '';
  let from = cursor.offset;
  const taken = () => cursor.text.slice(from, cursor.offset);
  for (;;) {
    const letter = cursor.peek();
    if (isBlankOrEnd(letter)) return text + taken();
    if (letter === quote) {
      if (quote !== APOSTROPHE || cursor.peek(1) !== APOSTROPHE) return text + taken();
      cursor.offset++;
      text += taken();
      from = ++cursor.offset;
    } else if (letter === BACKSLASH && quote === QUOTE) {
      if (isBreak(cursor.peek(1))) return text + taken();
      text += taken();
      text += scanEscape(cursor, start);
      from = cursor.offset;
    } else cursor.offset++;
  }
}

/** Moves past the literal or folded block scalar at the cursor. */
export function scanBlockScalar(cursor: Cursor): ScannedScalar {
  const start = cursor.offset;
  const isFolded = cursor.peek() === GREATER;
  cursor.offset++;
  const { increment, chomping } = scanHeader(cursor, start);
  let end = cursor.offset;
  let text = '';
  let lineBreak = '';
  let startedBlank = false;
  let gap = scanBlankLines(cursor, increment > 0 ? Math.max(cursor.indent, 0) + increment : 0, start);
  while (cursor.column === gap.indent && !Number.isNaN(cursor.peek())) {
    const startsBlank = isBlank(cursor.peek());
    const isJoined = isFolded && !startedBlank && !startsBlank && lineBreak === '\n';
    if (!isJoined) text += lineBreak;
    else if (gap.breaks === '') text += ' ';
    const from = cursor.offset;
    while (!isBreakOrEnd(cursor.peek())) cursor.offset++;
    text += gap.breaks + cursor.text.slice(from, cursor.offset);
    lineBreak = cursor.readBreak();
    end = cursor.offset;
    startedBlank = startsBlank;
    gap = scanBlankLines(cursor, gap.indent, start);
  }
  if (chomping !== DASH) text += lineBreak;
  if (chomping === PLUS) text += gap.breaks;
  return { text, style: isFolded ? 'folded' : 'literal', end };
}

/** Returns the indentation indicator of the header, or 0, and the chomping indicator. */
function scanHeader(cursor: Cursor, start: number): { readonly increment: number; readonly chomping: number } {
  let increment = 0;
  let chomping = 0;
  const chomps = () => {
    if (cursor.peek() !== PLUS && cursor.peek() !== DASH) return;
    chomping = cursor.peek();
    cursor.offset++;
  };
  chomps();
  if (isDigit(cursor.peek())) {
    increment = cursor.peek() - ZERO;
    if (increment === 0) cursor.fail('bad-block-header', cursor.offset, start, cursor.offset + 1);
    cursor.offset++;
    if (chomping === 0) chomps();
  }
  cursor.skipWhile(isBlank);
  cursor.skipComment();
  if (!isBreakOrEnd(cursor.peek())) cursor.fail('bad-block-header', cursor.offset, start, lineEnd(cursor));
  cursor.skipBreak();
  return { increment, chomping };
}

/**
 * Moves past indentation and empty lines. Returns their line breaks, and the indentation of the block, which is detected
 * if `indent` is 0.
 */
function scanBlankLines(cursor: Cursor, indent: number, start: number): { breaks: string; indent: number } {
  let deepest = 0;
  let breaks = '';
  for (;;) {
    while ((indent === 0 || cursor.column < indent) && cursor.peek() === SPACE) cursor.offset++;
    deepest = Math.max(deepest, cursor.column);
    if ((indent === 0 || cursor.column < indent) && cursor.peek() === TAB)
      cursor.fail('tab-in-block-scalar', cursor.offset, start, cursor.offset + 1);
    if (!isBreak(cursor.peek())) break;
    breaks += cursor.readBreak();
  }
  return { breaks, indent: indent === 0 ? Math.max(deepest, cursor.indent + 1, 1) : indent };
}

function lineEnd(cursor: Cursor): number {
  let end = cursor.offset;
  while (!isBreakOrEnd(cursor.text.charCodeAt(end))) end++;
  return end;
}
