/** Character classes of the Go YAML library. An offset after the text is treated as the end of the stream. */

export const TAB = 0x09;
export const LINE_FEED = 0x0a;
export const CARRIAGE_RETURN = 0x0d;
export const SPACE = 0x20;

/** YAML 1.1 also breaks lines at NEL, LS and PS. */
export function isBreak(letter: number): boolean {
  return (
    letter === LINE_FEED || letter === CARRIAGE_RETURN || letter === 0x85 || letter === 0x2028 || letter === 0x2029
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

export function isDigit(letter: number): boolean {
  return letter >= 0x30 && letter <= 0x39;
}

export function isHex(letter: number): boolean {
  return isDigit(letter) || (letter >= 0x41 && letter <= 0x46) || (letter >= 0x61 && letter <= 0x66);
}

/** Characters of anchor names, tag handles and directives. */
export function isWordLetter(letter: number): boolean {
  return (
    isDigit(letter) ||
    (letter >= 0x41 && letter <= 0x5a) ||
    (letter >= 0x61 && letter <= 0x7a) ||
    letter === 0x5f ||
    letter === 0x2d
  );
}

/** Characters that the library rejects everywhere, including in comments. */
export const CONTROL_CHARACTER = /[^\t\n\r\x20-\x7e\x85\xa0-\ufffd]/;
