import { span } from '../text/span.ts';
import type { MapEntry, MapNode, Node, ScalarNode, SequenceNode } from './node.ts';
import { isBlank, isLineEnd, isQuote, nextLine, skipSpaces, trimmedEnd } from './whitespace.ts';

/** Parses the quoted scalar at `start`; one that is not closed before `limit` ends with its line. */
export function readQuotedTolerant(text: string, start: number, limit: number): ScalarNode {
  const quote = text[start];
  const style = quote === '"' ? 'double' : 'single';
  for (let at = start + 1; at < limit; at++) {
    if (quote === '"' && text[at] === '\\') at++;
    else if (text[at] !== quote) continue;
    else if (quote === "'" && text[at + 1] === quote && at + 1 < limit) at++;
    else return { kind: 'scalar', span: span(start, at + 1), text: unquoted(text.slice(start + 1, at), style), style };
  }
  let end = start + 1;
  while (end < limit && !isLineEnd(text, end)) end++;
  end = trimmedEnd(text, start + 1, end);
  return { kind: 'scalar', span: span(start, end), text: unquoted(text.slice(start + 1, end), style), style };
}

function unquoted(text: string, style: 'single' | 'double'): string {
  if (style === 'single') return text.replaceAll("''", "'");
  return text.includes('\\') ? text.replace(/\\(["\\/nt])/g, (_, letter: string) => ESCAPES[letter] ?? letter) : text;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t' };

/**
 * Parses the flow collection at `start`; one that is not closed ends at `limit` or before an unmatched closing bracket.
 */
export function readFlowTolerant(text: string, start: number, limit: number, depth = 0): MapNode | SequenceNode {
  return new FlowReader(text, limit).collection(start, depth);
}

const MAX_DEPTH = 50;

class FlowReader {
  readonly #text: string;
  readonly #limit: number;

  constructor(text: string, limit: number) {
    this.#text = text;
    this.#limit = limit;
  }

  collection(start: number, depth: number): MapNode | SequenceNode {
    const isMap = this.#text[start] === '{';
    const entries: MapEntry[] = [];
    const items: Node[] = [];
    let end = start + 1;
    for (;;) {
      const at = this.#toContent(end);
      const letter = this.#text[at];
      if (at >= this.#limit) break;
      end = at + 1;
      if (letter === ',') continue;
      if (letter === '}' || letter === ']') return this.#built(start, end, isMap, entries, items);
      const read = this.#entryOrValue(at, depth);
      end = Math.max(end, read.end);
      if (isMap) entries.push(read.entry);
      else items.push(read.isPair ? pairAsMap(read.entry) : read.entry.key);
    }
    return this.#built(start, trimmedEnd(this.#text, start, Math.min(end, this.#limit)), isMap, entries, items);
  }

  #built(start: number, end: number, isMap: boolean, entries: MapEntry[], items: Node[]): MapNode | SequenceNode {
    return isMap
      ? { kind: 'map', span: span(start, end), flow: true, entries }
      : { kind: 'sequence', span: span(start, end), flow: true, items };
  }

  /** Parses `a: b`, or only `a`. */
  #entryOrValue(at: number, depth: number): { entry: MapEntry; isPair: boolean; end: number } {
    const key = this.#value(at, depth);
    const colon = this.#toContent(key.span.end);
    if (this.#text[colon] !== ':' || colon >= this.#limit)
      return { entry: { key, value: absent(key.span.end) }, isPair: false, end: key.span.end };
    const from = this.#toContent(colon + 1);
    if (from >= this.#limit || ',]}'.includes(this.#text[from] ?? ''))
      return { entry: { key, value: absent(Math.min(from, colon + 1)) }, isPair: true, end: colon + 1 };
    const value = this.#value(from, depth);
    return { entry: { key, value }, isPair: true, end: value.span.end };
  }

  #value(start: number, depth: number): Node {
    const text = this.#text;
    if (isQuote(text, start)) return readQuotedTolerant(text, start, this.#limit);
    if ((text[start] === '{' || text[start] === '[') && depth < MAX_DEPTH) return this.collection(start, depth + 1);
    let at = start;
    while (at < this.#limit && !isLineEnd(text, at) && !this.#endsPlain(at)) at++;
    const end = trimmedEnd(text, start, at);
    return { kind: 'scalar', span: span(start, end), text: text.slice(start, end), style: 'plain' };
  }

  #endsPlain(at: number): boolean {
    const letter = this.#text[at] ?? '';
    if (',[]{}'.includes(letter)) return true;
    if (letter === '#') return isBlank(this.#text, at - 1);
    return letter === ':' && (isBlank(this.#text, at + 1) || ',[]{}'.includes(this.#text[at + 1] ?? ''));
  }

  /** Returns the first offset from `at` on that is not whitespace, a line break or a comment. */
  #toContent(at: number): number {
    let offset = skipSpaces(this.#text, at);
    while (offset < this.#limit) {
      if (isLineEnd(this.#text, offset)) offset = skipSpaces(this.#text, nextLine(this.#text, offset));
      else if (this.#text[offset] === '#' && isBlank(this.#text, offset - 1)) offset = nextLine(this.#text, offset);
      else break;
    }
    return offset;
  }
}

function pairAsMap(entry: MapEntry): MapNode {
  return { kind: 'map', span: span(entry.key.span.start, entry.value.span.end), flow: true, entries: [entry] };
}

function absent(at: number): ScalarNode {
  return { kind: 'scalar', span: span(at, at), text: '', style: 'absent' };
}
