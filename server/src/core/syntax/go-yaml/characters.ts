import {
  CARRIAGE_RETURN,
  DASH,
  isDigit,
  isLetter,
  LINE_FEED,
  LINE_SEPARATOR,
  LOWER_A,
  LOWER_F,
  NEXT_LINE,
  PARAGRAPH_SEPARATOR,
  SPACE,
  TAB,
  UNDERSCORE,
  UPPER_A,
  UPPER_F,
} from '../../text/character-codes.ts';

/** Character classes of the Go YAML library. An offset after the text is treated as the end of the stream. */

/** YAML 1.1 also breaks lines at NEL, LS and PS. */
export function isBreak(letter: number): boolean {
  return (
    letter === LINE_FEED ||
    letter === CARRIAGE_RETURN ||
    letter === NEXT_LINE ||
    letter === LINE_SEPARATOR ||
    letter === PARAGRAPH_SEPARATOR
  );
}

export function isBlank(letter: number): boolean {
  return letter === SPACE || letter === TAB;
}

export function isBreakOrEnd(letter: number): boolean {
  return Number.isNaN(letter) || isBreak(letter);
}

export function isBlankOrEnd(letter: number): boolean {
  return isBlank(letter) || isBreakOrEnd(letter);
}

export function isHex(letter: number): boolean {
  return isDigit(letter) || (letter >= UPPER_A && letter <= UPPER_F) || (letter >= LOWER_A && letter <= LOWER_F);
}

/** Characters of anchor names, tag handles and directives. */
export function isWordLetter(letter: number): boolean {
  return isDigit(letter) || isLetter(letter) || letter === UNDERSCORE || letter === DASH;
}

/** Characters that the library rejects everywhere, including in comments. */
export const CONTROL_CHARACTER = /[^\t\n\r\x20-\x7e\x85\xa0-\ufffd]/;
