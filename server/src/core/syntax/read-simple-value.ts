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
  const isMap = text.charCodeAt(at) === BRACE;
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
  if (letter === BRACE || letter === BRACKET) {
    const read = readFlow(text, at, depth + 1);
    return read && text.charCodeAt(spaces(text, read.end)) !== COLON ? read : undefined;
  }
  const word = readWord(text, at);
  return word && text.charCodeAt(word.end) !== COLON ? word : undefined;
}

/** Returns a plain scalar without spaces and special characters. */
function readWord(text: string, at: number): (Inline & { readonly node: ScalarNode }) | undefined {
  let end = at;
  while (isWordLetter(text.charCodeAt(end))) end++;
  // Not handled here: `.inf`, which JSON does not have, and null, which cannot be a key.
  if (end === at || text.charCodeAt(at) === DASH || text.charCodeAt(at) === DOT) return undefined;
  const word = text.slice(at, end);
  if (isUnusualKey(text, at, end)) return undefined;
  return { node: { kind: 'scalar', span: span(at, end), text: word, style: 'plain' }, end };
}

/** Letters, digits, `-`, `.`, `/` and `_`. */
function isWordLetter(letter: number): boolean {
  return (
    (letter >= 0x61 && letter <= 0x7a) ||
    (letter >= 0x41 && letter <= 0x5a) ||
    (letter >= 0x2d && letter <= 0x39) ||
    letter === 0x5f
  );
}

function spaces(text: string, at: number): number {
  let offset = at;
  while (text.charCodeAt(offset) === SPACE) offset++;
  return offset;
}

const MAX_DEPTH = 20;
const LINE_FEED = 0x0a;
const SPACE = 0x20;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const COMMA = 0x2c;
const DASH = 0x2d;
const DOT = 0x2e;
const COLON = 0x3a;
const BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSING_BRACKET = 0x5d;
const BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;
