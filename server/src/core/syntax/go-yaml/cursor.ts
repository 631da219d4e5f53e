import {
  BYTE_ORDER_MARK,
  CARRIAGE_RETURN,
  HASH,
  LINE_FEED,
  LINE_SEPARATOR,
  PARAGRAPH_SEPARATOR,
} from '../../text/character-codes.ts';
import { isBlankOrEnd, isBreak, isBreakOrEnd } from './characters.ts';
import { type FaultCode, FaultSignal, type OpenBlock } from './fault.ts';

/** A position in a text with the open collections: the state that all scan functions share. */
export class Cursor {
  readonly text: string;
  offset: number;
  line = 0;
  lineStart: number;
  /** The column of the innermost open block collection; -1 outside of any. */
  indent = -1;
  readonly blocks: OpenBlock[] = [];
  /** The collections that ended where the indentation last decreased, innermost first. */
  closed: readonly OpenBlock[] = [];
  readonly brackets: number[] = [];
  /** The start of the last completed token. */
  lastToken = 0;

  constructor(text: string, start: number) {
    this.text = text;
    // A byte order mark at the start declares the encoding and is not content.
    this.offset = this.lineStart = text.charCodeAt(start) === BYTE_ORDER_MARK ? start + 1 : start;
  }

  get column(): number {
    return this.offset - this.lineStart;
  }

  /** Returns NaN at the end of the text. */
  peek(ahead = 0): number {
    return this.text.charCodeAt(this.offset + ahead);
  }

  skipWhile(accepts: (letter: number) => boolean): void {
    while (accepts(this.peek())) this.offset++;
  }

  skipComment(): void {
    if (this.peek() !== HASH) return;
    while (!isBreakOrEnd(this.peek())) this.offset++;
  }

  /** Moves past the line break at the cursor, if there is one. */
  skipBreak(): void {
    const letter = this.peek();
    if (!isBreak(letter)) return;
    this.offset += letter === CARRIAGE_RETURN && this.peek(1) === LINE_FEED ? 2 : 1;
    this.line++;
    this.lineStart = this.offset;
  }

  /** Moves past the line break at the cursor. Returns it as the library stores it: LS and PS are kept. */
  readBreak(): string {
    const letter = this.peek();
    if (!isBreak(letter)) return '';
    this.skipBreak();
    return letter === LINE_SEPARATOR || letter === PARAGRAPH_SEPARATOR ? String.fromCharCode(letter) : '\n';
  }

  /** Returns true at `---` or `...`, if it is a separate word at the start of a line. */
  isAtMarker(letter: number): boolean {
    if (this.column !== 0 || this.peek() !== letter) return false;
    if (this.peek(1) !== letter || this.peek(2) !== letter) return false;
    const next = this.peek(3);
    return isBlankOrEnd(next);
  }

  fail(code: FaultCode, at = this.offset, start = at, end = at, previous = this.lastToken): never {
    const { blocks, closed, brackets } = this;
    throw new FaultSignal({ code, at, start, end, previous, blocks: [...blocks], closed, brackets: [...brackets] });
  }
}
