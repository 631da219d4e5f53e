import { BANG, DOT, GREATER, isDigit, LESS, PERCENT } from '../../text/character-codes.ts';
import { isBlank, isBlankOrEnd, isBreakOrEnd, isHex, isWordLetter } from './characters.ts';
import type { Cursor } from './cursor.ts';

/** Moves past the anchor or alias at the cursor; returns its name. */
export function scanAnchor(cursor: Cursor): string {
  const start = cursor.offset++;
  cursor.skipWhile(isWordLetter);
  const name = cursor.text.slice(start + 1, cursor.offset);
  const next = cursor.peek();
  const ends = isBlankOrEnd(next) || '?:,]}%@`'.includes(String.fromCharCode(next));
  if (name === '' || !ends) cursor.fail('bad-anchor-name', cursor.offset, start, cursor.offset + 1);
  return name;
}

export interface Tag {
  /** Such as `!!`, which a directive can redefine. Empty for a complete tag such as `!<x>`, and for a single `!`. */
  readonly handle: string;
  readonly suffix: string;
}

/** Moves past the tag at the cursor. */
export function scanTag(cursor: Cursor): Tag {
  const start = cursor.offset;
  const tag = cursor.peek(1) === LESS ? scanVerbatimTag(cursor) : scanShortTag(cursor);
  if (!isBlankOrEnd(cursor.peek())) cursor.fail('bad-tag', cursor.offset, start);
  return tag;
}

function scanVerbatimTag(cursor: Cursor): Tag {
  const start = cursor.offset;
  cursor.offset += 2;
  const suffix = scanUri(cursor, start);
  if (suffix === '' || cursor.peek() !== GREATER) cursor.fail('bad-tag', cursor.offset, start);
  cursor.offset++;
  return { handle: '', suffix };
}

function scanShortTag(cursor: Cursor): Tag {
  const start = cursor.offset;
  const handle = scanHandle(cursor);
  const suffix = scanUri(cursor, start);
  if (handle.length > 1 && handle.endsWith('!')) {
    if (suffix === '') cursor.fail('bad-tag', cursor.offset, start);
    return { handle, suffix };
  }
  const name = handle.slice(1) + suffix;
  return name === '' ? { handle: '', suffix: '!' } : { handle: '!', suffix: name };
}

function scanHandle(cursor: Cursor): string {
  const start = cursor.offset++;
  cursor.skipWhile(isWordLetter);
  if (cursor.peek() === BANG) cursor.offset++;
  return cursor.text.slice(start, cursor.offset);
}

/** Returns an empty text if there is none. */
function scanUri(cursor: Cursor, start: number): string {
  const from = cursor.offset;
  for (;;) {
    const letter = cursor.peek();
    if (letter === PERCENT) {
      if (!isHex(cursor.peek(1)) || !isHex(cursor.peek(2))) cursor.fail('bad-tag', cursor.offset, start);
      cursor.offset += 3;
    } else if (isWordLetter(letter) || ";/?:@&=+$,.!~*'()[]".includes(letterAt(letter))) cursor.offset++;
    else break;
  }
  return decoded(cursor.text.slice(from, cursor.offset));
}

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    // URIError: the bytes are not UTF-8.
    return uri;
  }
}

function letterAt(letter: number): string {
  return Number.isNaN(letter) ? '\n' : String.fromCharCode(letter);
}

export type Directive =
  | { readonly name: 'YAML'; readonly version: string }
  | { readonly name: 'TAG'; readonly handle: string; readonly prefix: string };

/** Moves past the line of the directive at the cursor. */
export function scanDirective(cursor: Cursor): Directive {
  const start = cursor.offset++;
  cursor.skipWhile(isWordLetter);
  const name = cursor.text.slice(start + 1, cursor.offset);
  if (name === '' || !isBlankOrEnd(cursor.peek())) cursor.fail('bad-directive', cursor.offset, start);
  if (name !== 'YAML' && name !== 'TAG') cursor.fail('unknown-directive', start, start, cursor.offset);
  cursor.skipWhile(isBlank);
  const directive: Directive =
    name === 'YAML' ? { name, version: scanVersion(cursor, start) } : { name, ...scanTagDirective(cursor, start) };
  cursor.skipWhile(isBlank);
  cursor.skipComment();
  if (!isBreakOrEnd(cursor.peek())) cursor.fail('bad-directive', cursor.offset, start);
  cursor.skipBreak();
  return directive;
}

function scanVersion(cursor: Cursor, start: number): string {
  const major = scanNumber(cursor, start);
  if (cursor.peek() !== DOT) cursor.fail('bad-directive', cursor.offset, start);
  cursor.offset++;
  return `${major}.${scanNumber(cursor, start)}`;
}

function scanNumber(cursor: Cursor, start: number): number {
  const from = cursor.offset;
  cursor.skipWhile(isDigit);
  const length = cursor.offset - from;
  if (length === 0 || length > 2) cursor.fail('bad-directive', cursor.offset, start);
  return Number(cursor.text.slice(from, cursor.offset));
}

function scanTagDirective(cursor: Cursor, start: number): { readonly handle: string; readonly prefix: string } {
  if (cursor.peek() !== BANG) cursor.fail('bad-directive', cursor.offset, start);
  const handle = scanHandle(cursor);
  if ((handle !== '!' && !handle.endsWith('!')) || !isBlank(cursor.peek()))
    cursor.fail('bad-directive', cursor.offset, start);
  cursor.skipWhile(isBlank);
  const prefix = scanUri(cursor, start);
  if (prefix === '' || !isBlankOrEnd(cursor.peek())) cursor.fail('bad-directive', cursor.offset, start);
  return { handle, prefix };
}
