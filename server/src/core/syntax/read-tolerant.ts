import { BYTE_ORDER_MARK, HASH } from '../text/character-codes.ts';
import { span } from '../text/span.ts';
import { AliasBudget } from './alias-budget.ts';
import type { MapEntry, Node, ScalarNode, SequenceNode } from './node.ts';
import { readFlowTolerant, readQuotedTolerant } from './read-tolerant-inline.ts';
import { colonFrom, isDash, plainEnd, wordEnd } from './read-tolerant-line.ts';
import { isBlank, isLineEnd, isQuote, lineStart, nextLine, skipSpaces, trimmedEnd } from './whitespace.ts';

/**
 * Parses a document in any state of editing. For valid text, the tree is that of `parseDocument`. Otherwise,
 * indentation decides: a line belongs to the nearest line above that is indented less. A single word among keys is a
 * key without a colon; a single word among items is an item without a dash; an unclosed quote or bracket ends with its
 * line. Lines that do not fit are left out. The text of block scalars, and of quoted scalars with rare escapes, is the
 * source text.
 */
export function readTolerant(text: string): Node | undefined {
  return new TolerantReader(text).document();
}

/** Deeper content is left out. */
const MAX_DEPTH = 100;

class TolerantReader {
  readonly #text: string;
  readonly #anchors = new Map<string, Node>();
  readonly #aliases: AliasBudget;
  /** The offset of the first character of the next line after its indentation, and the start of the line after it. */
  #first = 0;
  #next = 0;
  /** The column of that character; -1 after the last line. */
  #indent = -1;

  constructor(text: string) {
    this.#text = text;
    this.#aliases = new AliasBudget(text.length);
  }

  document(): Node | undefined {
    this.#toContent(this.#text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0);
    while (this.#indent === 0 && this.#text[this.#first] === '%') this.#toContent(this.#next);
    if (this.#indent === 0 && /^---(?!\S)/.test(this.#text.slice(this.#first, this.#first + 4))) {
      if (!this.#endsAt(this.#first + 3)) return this.#value(this.#first + 3, -1, 0, false);
      this.#toContent(this.#next);
    }
    return this.#indent < 0 ? undefined : this.#block(this.#first, this.#indent, -1, 0);
  }

  /** Moves to the first line from the line start `offset` on that is not empty or a comment. */
  #toContent(offset: number): void {
    const text = this.#text;
    let line = offset;
    while (line < text.length) {
      const first = skipSpaces(text, line);
      const next = nextLine(text, first);
      // Content after the end marker is not part of the document.
      if (text.startsWith('...', line) && isBlank(text, line + 3)) break;
      if (!isLineEnd(text, first) && text.charCodeAt(first) !== HASH) {
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

  /** Parses the block at `start`, in column `indent`, up to the next line that is not deeper than `limit`. */
  #block(start: number, indent: number, limit: number, depth: number): Node {
    // After a dash, the block starts within the line.
    this.#first = start;
    this.#indent = indent;
    if (depth > MAX_DEPTH) return this.#skipped(start, limit);
    if (isDash(this.#text, start)) return this.#sequence(indent, limit, depth);
    if (colonFrom(this.#text, start) >= 0) return this.#map(start, indent, limit, depth);
    const value = this.#value(start, limit, depth, false);
    if (this.#indent < indent || indent <= limit) return value;
    if (isDash(this.#text, this.#first) && this.#indent === indent) return this.#sequence(indent, limit, depth, value);
    return value.kind === 'scalar' ? this.#map(start, indent, limit, depth, value) : value;
  }

  /** Parses a map in column `indent`; `word` is a key without a colon that was already parsed. */
  #map(start: number, indent: number, limit: number, depth: number, word?: ScalarNode, endsAtDash = false): Node {
    const entries: MapEntry[] = [word ? this.#valueOf(word, indent, depth) : this.#entry(start, indent, depth)];
    while (this.#indent > limit) {
      const isItem = isDash(this.#text, this.#first);
      if (isItem && endsAtDash && this.#indent === indent) break;
      if (isItem) this.#toContent(this.#next);
      else entries.push(this.#entry(this.#first, this.#indent, depth));
    }
    const end = entries.at(-1)?.value.span.end ?? start;
    return { kind: 'map', span: span(start, end), flow: false, entries };
  }

  #entry(start: number, indent: number, depth: number): MapEntry {
    const colon = colonFrom(this.#text, start);
    if (colon >= 0) return { key: this.#key(start, colon), value: this.#value(colon + 1, indent, depth, true) };
    const key = this.#word(start);
    return { key, value: this.#below(key.span.end, indent, depth, true) };
  }

  /** Returns the entry of a key without a colon that was already parsed. */
  #valueOf(key: ScalarNode, indent: number, depth: number): MapEntry {
    const isBelow = this.#indent > indent;
    const value = isBelow ? this.#block(this.#first, this.#indent, indent, depth + 1) : absent(key.span.end);
    return { key, value };
  }

  #key(start: number, colon: number): ScalarNode {
    const end = trimmedEnd(this.#text, start, colon);
    return isQuote(this.#text, start)
      ? readQuotedTolerant(this.#text, start, end)
      : { kind: 'scalar', span: span(start, end), text: this.#text.slice(start, end), style: 'plain' };
  }

  /** Returns the rest of a line that is not an entry, as one word. */
  #word(start: number): ScalarNode {
    const end = plainEnd(this.#text, start);
    if (isQuote(this.#text, start)) return readQuotedTolerant(this.#text, start, end);
    return { kind: 'scalar', span: span(start, end), text: this.#text.slice(start, end), style: 'plain' };
  }

  /** Parses the value at `offset`, after a colon, a dash or nothing, in a collection at column `indent`. */
  #value(offset: number, indent: number, depth: number, isOfMap: boolean): Node {
    const text = this.#text;
    let at = skipSpaces(text, offset);
    let anchor: string | undefined;
    for (let letter = text[at]; letter === '&' || letter === '!'; letter = text[at]) {
      const end = wordEnd(text, at);
      if (letter === '&') anchor = text.slice(at + 1, end);
      at = skipSpaces(text, end);
    }
    const node = this.#endsAt(at) ? this.#below(at, indent, depth, isOfMap) : this.#inline(at, indent);
    if (anchor !== undefined) this.#anchors.set(anchor, node);
    return node;
  }

  #inline(at: number, indent: number): Node {
    const text = this.#text;
    const letter = text[at];
    if (letter === '|' || letter === '>') return this.#blockScalar(at, indent);
    if (letter === '*') return this.#alias(at);
    // Two braces are a template expression, which is rendered before the text is parsed.
    if (letter === '[' || (letter === '{' && text[at + 1] !== '{')) {
      const node = readFlowTolerant(text, at, this.#regionEnd(at, indent));
      this.#toContent(nextLine(text, node.span.end));
      return node;
    }
    if (isQuote(text, at)) {
      const node = readQuotedTolerant(text, at, this.#regionEnd(at, indent));
      this.#toContent(nextLine(text, node.span.end));
      return node;
    }
    return this.#plain(at, indent);
  }

  /** Parses a plain scalar, including its continuation lines. */
  #plain(at: number, indent: number): Node {
    const text = this.#text;
    let end = plainEnd(this.#text, at);
    let value = text.slice(at, end);
    this.#toContent(nextLine(text, end));
    while (this.#indent > indent && colonFrom(this.#text, this.#first) < 0) {
      const lineEnds = text.slice(end, this.#first).split('\n').length - 1;
      if (isDash(this.#text, this.#first) && this.#first - at === lineStart(text, this.#first) - lineStart(text, at))
        break;
      // A comment ends a plain scalar.
      if (text.slice(end, this.#first).trim() !== '') break;
      end = plainEnd(this.#text, this.#first);
      value += (lineEnds === 1 ? ' ' : '\n'.repeat(Math.max(1, lineEnds - 1))) + text.slice(this.#first, end);
      this.#toContent(nextLine(text, end));
    }
    return { kind: 'scalar', span: span(at, end), text: value, style: 'plain' };
  }

  /** Parses a value that starts on the next line or is absent. */
  #below(offset: number, indent: number, depth: number, isOfMap: boolean): Node {
    this.#toContent(nextLine(this.#text, offset));
    if (this.#indent > indent) return this.#block(this.#first, this.#indent, indent, depth + 1);
    if (isOfMap && this.#indent === indent && isDash(this.#text, this.#first))
      return this.#sequence(indent, indent, depth + 1);
    return absent(offset);
  }

  /** Parses a sequence with dashes in column `indent`; `word` is an item without a dash that was already parsed. */
  #sequence(indent: number, limit: number, depth: number, word?: Node): SequenceNode {
    const items: Node[] = word ? [word] : [];
    const start = word?.span.start ?? this.#first;
    for (;;) {
      if (this.#indent === indent && isDash(this.#text, this.#first))
        items.push(this.#item(this.#first, indent, depth));
      else if (this.#indent <= limit) break;
      else if (this.#indent !== indent) this.#toContent(this.#next);
      else if (colonFrom(this.#text, this.#first) >= 0)
        items.push(this.#map(this.#first, indent, limit, depth + 1, undefined, true));
      else items.push(this.#value(this.#first, indent, depth, false));
    }
    return { kind: 'sequence', span: span(start, items.at(-1)?.span.end ?? start), flow: false, items };
  }

  #item(dash: number, indent: number, depth: number): Node {
    const start = skipSpaces(this.#text, dash + 1);
    const column = indent + (start - dash);
    return this.#endsAt(start) || this.#text[start] === '&' || this.#text[start] === '!'
      ? this.#value(dash + 1, indent, depth, false)
      : this.#block(start, column, indent, depth + 1);
  }

  /** Parses a block scalar: all deeper lines below, including empty lines between them. */
  #blockScalar(start: number, indent: number): ScalarNode {
    const text = this.#text;
    const header = nextLine(text, start);
    let line = header;
    let end = header;
    while (line < text.length) {
      const first = skipSpaces(text, line);
      const next = nextLine(text, first);
      if (!isLineEnd(text, first)) {
        if (first - line <= indent) break;
        end = next;
      }
      line = next;
    }
    this.#toContent(end);
    const style = text[start] === '|' ? 'literal' : 'folded';
    return { kind: 'scalar', span: span(start, end), text: text.slice(header, end), style };
  }

  #alias(at: number): Node {
    const end = wordEnd(this.#text, at);
    const target = this.#anchors.get(this.#text.slice(at + 1, end));
    this.#toContent(nextLine(this.#text, end));
    if (target && (this.#aliases.spend(target) ?? MAX_DEPTH) < MAX_DEPTH)
      return { ...target, span: span(at, end), alias: true };
    return { kind: 'scalar', span: span(at, end), text: this.#text.slice(at, end), style: 'plain' };
  }

  #skipped(start: number, limit: number): ScalarNode {
    while (this.#indent > limit) this.#toContent(this.#next);
    return absent(start);
  }

  /** Returns the limit of a multi-line construct that starts at `at`: the next line that is not deeper. */
  #regionEnd(at: number, indent: number): number {
    const text = this.#text;
    let line = nextLine(text, at);
    while (line < text.length) {
      const first = skipSpaces(text, line);
      const isClosing = text[first] === ']' || text[first] === '}';
      if (!isLineEnd(text, first) && first - line <= indent && !isClosing) break;
      line = nextLine(text, first);
    }
    return line;
  }

  /** Returns true if the line has no content after `offset`, except a comment. */
  #endsAt(offset: number): boolean {
    const at = skipSpaces(this.#text, offset);
    return isLineEnd(this.#text, at) || (this.#text.charCodeAt(at) === HASH && isBlank(this.#text, at - 1));
  }
}

function absent(at: number): ScalarNode {
  return { kind: 'scalar', span: span(at, at), text: '', style: 'absent' };
}
