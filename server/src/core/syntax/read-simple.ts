import {
  APOSTROPHE,
  COLON,
  DASH,
  HASH,
  LINE_FEED,
  OPENING_BRACE,
  OPENING_BRACKET,
  PIPE,
  QUOTE,
  SPACE,
} from '../text/character-codes.ts';
import { span } from '../text/span.ts';
import { internKey } from './intern-key.ts';
import type { MapEntry, Node, ScalarNode } from './node.ts';
import { type Inline, isKeyLetter, readFlow, readQuoted } from './read-simple-value.ts';
import { isUnusualKey, isUnusualValue, UNUSUAL_TEXT } from './unusual-text.ts';

/**
 * Parses the YAML subset that most manifests use: block maps and sequences, scalars on one line, literal blocks, flow
 * collections on one line, comments. It is about twenty times as fast as the YAML library. Returns undefined for
 * anything else (anchors, tags, tabs, folded text, errors, doubtful cases), which the library then parses. So it never
 * rejects a text. A property test checks that its trees are those of the library, without problems.
 */
export function readSimple(text: string): Node | undefined {
  if (UNUSUAL_TEXT.test(text)) return undefined;
  const reader = new SimpleReader(text);
  try {
    return reader.document();
  } catch (error) {
    // Thrown by the reader, to leave its recursion.
    if (error === NOT_SIMPLE) return undefined;
    throw error;
  }
}

/** Thrown and caught in this file, to leave the recursion. Not an error. */
const NOT_SIMPLE = new Error('not simple');

const MAX_DEPTH = 100;

class SimpleReader {
  readonly #text: string;
  /** The offset of the first character of the next line after its indentation, and the start of the line after it. */
  #first = 0;
  #next = 0;
  /** The indentation of that line; -1 after the last one. */
  #indent = -1;

  constructor(text: string) {
    this.#text = text;
  }

  document(): Node {
    this.#toContent(0);
    if (this.#indent === 0 && this.#text.startsWith('---', this.#first)) {
      if (!this.#isBlankFrom(this.#first + 3)) throw NOT_SIMPLE;
      this.#toContent(this.#next);
    }
    if (this.#indent !== 0 || this.#isDash(this.#first)) throw NOT_SIMPLE;
    const root = this.#map(this.#first, 0, 0);
    if (this.#indent >= 0) throw NOT_SIMPLE;
    return root;
  }

  /** Moves to the first line from `offset` on that is not empty or a comment. */
  #toContent(offset: number): void {
    const text = this.#text;
    let line = offset;
    while (line < text.length) {
      let first = line;
      while (text.charCodeAt(first) === SPACE) first++;
      const newline = text.indexOf('\n', first);
      const next = newline < 0 ? text.length : newline + 1;
      const letter = text.charCodeAt(first);
      if (first < text.length && letter !== LINE_FEED && letter !== HASH) {
        this.#first = first;
        this.#next = next;
        this.#indent = first - line;
        return;
      }
      line = next;
    }
    this.#first = this.#next = text.length;
    this.#indent = -1;
  }

  /** Parses a map whose first key is at `start`, with entries at column `indent`. Stops at the next line. */
  #map(start: number, indent: number, depth: number): Node {
    if (depth > MAX_DEPTH) throw NOT_SIMPLE;
    const entries: MapEntry[] = [];
    let at = start;
    let end = start;
    for (;;) {
      const entry = this.#entry(at, indent, depth);
      entries.push(entry);
      end = entry.value.span.end;
      if (this.#indent !== indent || this.#isDash(this.#first)) break;
      at = this.#first;
    }
    if (this.#indent > indent) throw NOT_SIMPLE;
    return { kind: 'map', span: span(start, end), flow: false, entries };
  }

  #entry(start: number, indent: number, depth: number): MapEntry {
    const text = this.#text;
    let end = start;
    while (isKeyLetter(text.charCodeAt(end))) end++;
    const following = text.charCodeAt(end + 1);
    if (
      end === start ||
      end - start > MAX_KEY ||
      isUnusualKey(text, start, end) ||
      text.charCodeAt(end) !== COLON ||
      !(end + 1 >= text.length || following === SPACE || following === LINE_FEED)
    )
      throw NOT_SIMPLE;
    const name = internKey(text.slice(start, end));
    const key: ScalarNode = { kind: 'scalar', span: span(start, end), text: name, style: 'plain' };
    return { key, value: this.#value(end + 1, indent, depth, true) };
  }

  /**
   * Parses the value after a key's colon or an item's dash at `offset`, in a collection at column `indent`. Stops at
   * the next line.
   */
  #value(offset: number, indent: number, depth: number, isOfMap: boolean): Node {
    const text = this.#text;
    let at = offset;
    while (text.charCodeAt(at) === SPACE) at++;
    const letter = text.charCodeAt(at);
    if (at >= text.length || letter === LINE_FEED || (letter === HASH && at > offset))
      return this.#below(at, indent, depth, isOfMap);
    if (letter === PIPE) return this.#literal(at, indent);
    const { node, end } = inlineAt(text, at);
    if (!this.#isBlankFrom(end)) throw NOT_SIMPLE;
    this.#toContent(this.#next);
    if (this.#indent <= indent) return node;
    if (node.kind !== 'scalar' || node.style !== 'plain') throw NOT_SIMPLE;
    return this.#folded(node, indent);
  }

  /** Parses a multi-line plain scalar. A line break becomes a space; of several, all but the first are kept. */
  #folded(begin: ScalarNode, indent: number): Node {
    let { text, span: where } = begin;
    while (this.#indent > indent) {
      const between = this.#text.slice(where.end, this.#first);
      const more = plainAt(this.#text, this.#first);
      if (between.trim() !== '' || this.#isDash(this.#first) || !more || !this.#isBlankFrom(more.end)) throw NOT_SIMPLE;
      const lineEnds = between.split('\n').length - 1;
      text += (lineEnds === 1 ? ' ' : '\n'.repeat(lineEnds - 1)) + more.node.text;
      where = span(where.start, more.end);
      this.#toContent(this.#next);
    }
    return { ...begin, span: where, text };
  }

  /** Parses a value that starts on the next line or is absent. */
  #below(offset: number, indent: number, depth: number, isOfMap: boolean): Node {
    this.#toContent(this.#next);
    const isDash = this.#indent >= 0 && this.#isDash(this.#first);
    if (isDash && isOfMap && this.#indent >= indent) return this.#sequence(this.#indent, depth + 1);
    // An item that starts below its dash follows other rules.
    if (!isOfMap) throw NOT_SIMPLE;
    if (this.#indent > indent) return this.#map(this.#first, this.#indent, depth + 1);
    return { kind: 'scalar', span: span(offset, offset), text: '', style: 'absent' };
  }

  #sequence(indent: number, depth: number): Node {
    if (depth > MAX_DEPTH) throw NOT_SIMPLE;
    const start = this.#first;
    const items: Node[] = [];
    let end = start;
    while (this.#indent === indent && this.#isDash(this.#first)) {
      const item = this.#item(this.#first, indent, depth);
      items.push(item);
      end = item.span.end;
    }
    if (this.#indent > indent) throw NOT_SIMPLE;
    return { kind: 'sequence', span: span(start, end), flow: false, items };
  }

  #item(dash: number, indent: number, depth: number): Node {
    const text = this.#text;
    let at = dash + 1;
    while (text.charCodeAt(at) === SPACE) at++;
    let end = at;
    while (isKeyLetter(text.charCodeAt(end))) end++;
    const following = text.charCodeAt(end + 1);
    const isMap =
      end > at &&
      text.charCodeAt(end) === COLON &&
      (end + 1 >= text.length || following === SPACE || following === LINE_FEED);
    return isMap ? this.#map(at, indent + (at - dash), depth + 1) : this.#value(dash + 1, indent, depth, false);
  }

  /** Parses a literal block: `|`, or `|-` without the final line break. */
  #literal(start: number, indent: number): Node {
    const text = this.#text;
    const strips = text.charCodeAt(start + 1) === DASH;
    const header = start + (strips ? 2 : 1);
    let line = text.indexOf('\n', header) + 1;
    if (line === 0 || text.slice(header, line).trim() !== '') throw NOT_SIMPLE;
    let first = line;
    while (text.charCodeAt(first) === SPACE) first++;
    const blockIndent = first - line;
    if (blockIndent <= indent || first >= text.length || text.charCodeAt(first) === LINE_FEED) throw NOT_SIMPLE;
    let value = '';
    let emptyLines = '';
    let end = line;
    while (line < text.length) {
      const newline = text.indexOf('\n', line);
      if (newline < 0) throw NOT_SIMPLE;
      let letter = line;
      while (text.charCodeAt(letter) === SPACE) letter++;
      if (letter === newline) {
        // An empty line that has more spaces than the indentation of the block.
        if (letter - line > blockIndent) throw NOT_SIMPLE;
        emptyLines += '\n';
      } else if (letter - line < blockIndent) {
        break;
      } else {
        value += emptyLines + text.slice(line + blockIndent, newline + 1);
        emptyLines = '';
        end = newline + 1;
      }
      line = newline + 1;
    }
    this.#toContent(line);
    if (this.#indent > indent) throw NOT_SIMPLE;
    return { kind: 'scalar', span: span(start, end), text: strips ? value.slice(0, -1) : value, style: 'literal' };
  }

  /** Returns true if the rest of the current line is empty or, after a space, a comment. */
  #isBlankFrom(offset: number): boolean {
    const text = this.#text;
    let at = offset;
    while (text.charCodeAt(at) === SPACE) at++;
    return at >= text.length || text.charCodeAt(at) === LINE_FEED || (text.charCodeAt(at) === HASH && at > offset);
  }

  #isDash(offset: number): boolean {
    const following = this.#text.charCodeAt(offset + 1);
    return (
      this.#text.charCodeAt(offset) === DASH &&
      (following === SPACE || following === LINE_FEED || Number.isNaN(following))
    );
  }
}

function inlineAt(text: string, at: number): Inline {
  const letter = text.charCodeAt(at);
  const inline =
    letter === QUOTE || letter === APOSTROPHE
      ? readQuoted(text, at)
      : letter === OPENING_BRACKET || letter === OPENING_BRACE
        ? readFlow(text, at, 0)
        : plainAt(text, at);
  if (!inline) throw NOT_SIMPLE;
  return inline;
}

type PlainInline = Inline & { readonly node: ScalarNode };

/** Returns a plain scalar up to the end of its line or the comment there. */
function plainAt(text: string, at: number): PlainInline | undefined {
  if (INDICATORS.includes(text[at] ?? '')) return undefined;
  const following = text.charCodeAt(at + 1);
  if (text.charCodeAt(at) === DASH && (following === SPACE || following === LINE_FEED || Number.isNaN(following)))
    return undefined;
  let end = at;
  for (let offset = at; offset < text.length; offset++) {
    const letter = text.charCodeAt(offset);
    if (letter === LINE_FEED) break;
    if (letter === SPACE) continue;
    if (letter === HASH && text.charCodeAt(offset - 1) === SPACE) break;
    if (letter === COLON) {
      const next = text.charCodeAt(offset + 1);
      if (next === SPACE || next === LINE_FEED || Number.isNaN(next)) return undefined;
    }
    end = offset + 1;
  }
  const value = text.slice(at, end);
  if (isUnusualValue(value)) return undefined;
  return { node: { kind: 'scalar', span: span(at, end), text: value, style: 'plain' }, end };
}

/** Characters that start something else than a plain scalar, or may do so. */
const INDICATORS = '?:,[]{}#&*!|>\'"%@`';
/** Keys of more than 1,024 characters are an error. */
const MAX_KEY = 500;
