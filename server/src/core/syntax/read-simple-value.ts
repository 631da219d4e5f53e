import {
  APOSTROPHE,
  BACKSLASH,
  CLOSING_BRACE,
  CLOSING_BRACKET,
  COLON,
  COMMA,
  DASH,
  DOT,
  LINE_FEED,
  LOWER_A,
  LOWER_Z,
  NINE,
  OPENING_BRACE,
  OPENING_BRACKET,
  QUOTE,
  SPACE,
  UNDERSCORE,
  UPPER_A,
  UPPER_Z,
} from '../text/character-codes.ts';
import { span } from '../text/span.ts';
import type { MapEntry, Node, ScalarNode } from './node.ts';
import { isUnusualKey } from './unusual-text.ts';

/** A value on one line, and the offset after it. */
export interface Inline {
  readonly node: Node;
  readonly end: number;
}

/** Returns the quoted scalar at `at`; undefined if it does not end on its line, or contains an uncommon escape. */
export function readQuoted(text: string, at: number): Inline | undefined {
  return text.charCodeAt(at) === APOSTROPHE ? readSingleQuoted(text, at) : readDoubleQuoted(text, at);
}

function readSingleQuoted(text: string, at: number): Inline | undefined {
  let value = '';
  let from = at + 1;
  for (let offset = from; offset < text.length; offset++) {
    const letter = text.charCodeAt(offset);
    if (letter === LINE_FEED) return undefined;
    if (letter !== APOSTROPHE) continue;
    value += text.slice(from, offset);
    if (text.charCodeAt(offset + 1) !== APOSTROPHE) return quoted(at, offset + 1, value, 'single');
    value += "'";
    offset++;
    from = offset + 1;
  }
  return undefined;
}

function readDoubleQuoted(text: string, at: number): Inline | undefined {
  let value = '';
  let from = at + 1;
  for (let offset = from; offset < text.length; offset++) {
    const letter = text.charCodeAt(offset);
    if (letter === LINE_FEED) return undefined;
    if (letter === QUOTE) return quoted(at, offset + 1, value + text.slice(from, offset), 'double');
    if (letter !== BACKSLASH) continue;
    const escaped = ESCAPES[text[offset + 1] ?? ''];
    if (escaped === undefined) return undefined;
    value += text.slice(from, offset) + escaped;
    offset++;
    from = offset + 1;
  }
  return undefined;
}

const ESCAPES: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', n: '\n', t: '\t' };

function quoted(start: number, end: number, text: string, style: 'single' | 'double'): Inline {
  return { node: { kind: 'scalar', span: span(start, end), text, style }, end };
}

/**
 * Returns the flow collection at `at` if it is on one line and contains only plain or quoted scalars; undefined
 * otherwise.
 */
export function readFlow(text: string, at: number, depth: number): Inline | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const isMap = text.charCodeAt(at) === OPENING_BRACE;
  const close = isMap ? CLOSING_BRACE : CLOSING_BRACKET;
  const entries: MapEntry[] = [];
  const items: Node[] = [];
  let offset = spaces(text, at + 1);
  if (text.charCodeAt(offset) !== close)
    for (;;) {
      const read = isMap ? readEntry(text, offset, depth) : readFlowValue(text, offset, depth);
      if (!read) return undefined;
      if ('entry' in read) entries.push(read.entry);
      else items.push(read.node);
      offset = spaces(text, read.end);
      if (text.charCodeAt(offset) === close) break;
      if (text.charCodeAt(offset) !== COMMA) return undefined;
      offset = spaces(text, offset + 1);
    }
  const end = offset + 1;
  const where = span(at, end);
  return {
    node: isMap
      ? { kind: 'map', span: where, flow: true, entries }
      : { kind: 'sequence', span: where, flow: true, items },
    end,
  };
}

function readEntry(text: string, at: number, depth: number): { entry: MapEntry; end: number } | undefined {
  const key = readWord(text, at);
  if (!key || text.charCodeAt(key.end) !== COLON || text.charCodeAt(key.end + 1) !== SPACE) return undefined;
  const value = readFlowValue(text, spaces(text, key.end + 1), depth);
  return value && { entry: { key: key.node, value: value.node }, end: value.end };
}

function readFlowValue(text: string, at: number, depth: number): Inline | undefined {
  const letter = text.charCodeAt(at);
  if (letter === QUOTE || letter === APOSTROPHE) {
    const read = readQuoted(text, at);
    // A quoted key does not require a space after its colon.
    return read && text.charCodeAt(spaces(text, read.end)) !== COLON ? read : undefined;
  }
  if (letter === OPENING_BRACE || letter === OPENING_BRACKET) {
    const read = readFlow(text, at, depth + 1);
    return read && text.charCodeAt(spaces(text, read.end)) !== COLON ? read : undefined;
  }
  const word = readWord(text, at);
  return word && text.charCodeAt(word.end) !== COLON ? word : undefined;
}

/** Returns a plain scalar without spaces and special characters. */
function readWord(text: string, at: number): (Inline & { readonly node: ScalarNode }) | undefined {
  let end = at;
  while (isKeyLetter(text.charCodeAt(end))) end++;
  // Not handled here: `.inf`, which JSON does not have, and null, which cannot be a key.
  if (end === at || text.charCodeAt(at) === DASH || text.charCodeAt(at) === DOT) return undefined;
  const word = text.slice(at, end);
  if (isUnusualKey(text, at, end)) return undefined;
  return { node: { kind: 'scalar', span: span(at, end), text: word, style: 'plain' }, end };
}

/** Returns true for letters, digits, `-`, `.`, `/` and `_`. Hot path: no calls. */
export function isKeyLetter(letter: number): boolean {
  return (
    (letter >= LOWER_A && letter <= LOWER_Z) ||
    (letter >= UPPER_A && letter <= UPPER_Z) ||
    (letter >= DASH && letter <= NINE) ||
    letter === UNDERSCORE
  );
}

function spaces(text: string, at: number): number {
  let offset = at;
  while (text.charCodeAt(offset) === SPACE) offset++;
  return offset;
}

const MAX_DEPTH = 20;
