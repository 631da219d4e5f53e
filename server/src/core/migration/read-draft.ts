import { lineAfter } from '../fixes/set-field.ts';
import type { MapNode, Node, ScalarNode, SequenceNode } from '../syntax/node.ts';
import type { Draft, DraftEntry, DraftItem } from './draft.ts';

/** The text of a document split at its root: `before` and `after` are kept as they are. */
export interface DraftDocument {
  readonly before: string;
  readonly root: Draft;
  readonly after: string;
}

/** The first form in a text that a draft cannot represent. */
export interface UnsupportedForm {
  readonly offset: number;
  /** A noun phrase. docs/migrate.md lists the forms. */
  readonly form: string;
}

/**
 * Returns the draft of a tree. Aliases become scalars with the text of the alias. For the few forms that a draft cannot
 * represent, such as `? complex keys`, returns the first of them.
 */
export function readDraft(text: string, root: Node): DraftDocument | UnsupportedForm {
  const reader = new Reader(text);
  const start = root.kind !== 'scalar' && !root.flow ? reader.lineOf(root.span.start) : root.span.start;
  const end = root.kind !== 'scalar' && !root.flow ? text.length : root.span.end;
  const lead = reader.leadStart(0, start, root.span.start - reader.lineOf(root.span.start));
  const from = start === root.span.start && (root.kind === 'scalar' || root.flow) ? start : lead;
  const draft = reader.read(root, from, end);
  return reader.unsupported ?? { before: text.slice(0, from), root: draft, after: text.slice(end) };
}

class Reader {
  readonly #text: string;
  unsupported: UnsupportedForm | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** `start` and `end` are the bounds of the complete lines of a block collection. */
  read(node: Node, start: number, end: number): Draft {
    if (node.alias || node.kind === 'scalar')
      return { kind: 'scalar', text: this.#text.slice(node.span.start, node.span.end), source: node };
    if (node.kind === 'map') return node.flow ? this.#flowMap(node) : this.#blockMap(node, start, end);
    return node.flow ? this.#flowList(node) : this.#blockList(node, start, end);
  }

  #blockMap(node: MapNode, start: number, end: number): Draft {
    const column = this.#columnOf(node.entries[0]?.key.span.start ?? node.span.start);
    const starts = node.entries.map(({ key }, index) => {
      this.#checkKey(key, index === 0);
      const previous = node.entries[index - 1];
      const floor = previous ? lineAfter(this.#text, endOf(previous.value, previous.key)) : start;
      if (index === 0 && !this.#startsLine(key.span.start)) return key.span.start;
      return this.leadStart(floor, this.lineOf(key.span.start), column);
    });
    const entries = node.entries.map(({ key, value }, index): DraftEntry => {
      const segment = { start: starts[index] ?? start, end: starts[index + 1] ?? end };
      const isInline = index === 0 && !this.#startsLine(key.span.start);
      return {
        lead: isInline ? '' : this.#text.slice(segment.start, this.lineOf(key.span.start)),
        key: key.kind === 'scalar' ? key.text : '',
        keyText: this.#text.slice(key.span.start, key.span.end),
        start: key.span.start,
        ...this.#valued(value, key.span.end, segment.end, column),
      };
    });
    const isInline = !this.#startsLine(node.entries[0]?.key.span.start ?? 0);
    return { kind: 'map', flow: false, column, isInline, entries, tail: '', source: node };
  }

  #checkKey(key: Node, isFirst: boolean): void {
    const { start } = key.span;
    if (key.kind !== 'scalar') this.#fail(start, COMPLEX_KEY);
    else if (!this.#isImplicit(key, isFirst)) {
      const isTagged = /^\s*(?:[-?]\s+)*[&!]/.test(this.#text.slice(this.lineOf(start), start));
      this.#fail(
        start,
        isTagged ? 'a key with an anchor or a tag (`&a key`)' : 'a key after a question mark (`? key`)',
      );
    }
  }

  #fail(offset: number, form: string): void {
    if (!this.unsupported || offset < this.unsupported.offset) this.unsupported = { offset, form };
  }

  /** Returns false for a key after a question mark, and for one after an anchor or tag, which its span does not contain. */
  #isImplicit(key: ScalarNode, isFirst: boolean): boolean {
    const { start, end } = key.span;
    let colon = end;
    while (this.#text[colon] === ' ' || this.#text[colon] === '\t') colon++;
    const isBlock = key.style === 'literal' || key.style === 'folded';
    return this.#text[colon] === ':' && !isBlock && (isFirst || this.#startsLine(start));
  }

  #blockList(node: SequenceNode, start: number, end: number): Draft {
    const dashes = node.items.map((_, index) => this.#dashAt(node.items[index - 1]?.span.end ?? node.span.start));
    const column = this.#columnOf(dashes[0] ?? node.span.start);
    const starts = dashes.map((dash, index) => {
      if (index === 0 && !this.#startsLine(dash)) return dash;
      const previous = node.items[index - 1];
      const floor = previous ? lineAfter(this.#text, previous.span.end) : start;
      return this.leadStart(floor, this.lineOf(dash), column);
    });
    const items = node.items.map((item, index): DraftItem => {
      const dash = dashes[index] ?? 0;
      const from = starts[index] ?? start;
      const { gap, value, trail, after } = this.#valued(item, dash + 1, starts[index + 1] ?? end, column);
      return { lead: from === dash ? '' : this.#text.slice(from, this.lineOf(dash)), gap, value, trail, after };
    });
    const isInline = !this.#startsLine(dashes[0] ?? 0);
    return { kind: 'list', flow: false, column, isInline, items, tail: '', source: node };
  }

  /** Reads the value between `from`, the end of a key or dash in column `column`, and `end`. */
  #valued(value: Node, from: number, end: number, column: number) {
    const isBlock = value.kind !== 'scalar' && !value.flow && !value.alias;
    if (!isBlock) {
      const close = Math.max(from, value.span.end);
      const open = Math.min(Math.max(from, value.span.start), close);
      const [trail, after] = this.#lines(close, end);
      return { gap: this.#text.slice(from, open), value: this.read(value, open, close), trail, after, end: close };
    }
    const at = value.kind === 'map' ? (value.entries[0]?.key.span.start ?? value.span.start) : value.span.start;
    const isInline = !this.#startsLine(at);
    const nested = this.#columnOf(at);
    const open = isInline ? at : this.leadStart(lineAfter(this.#text, from), this.lineOf(at), nested);
    const close = this.#nestedEnd(lineAfter(this.#text, value.span.end), end, nested, column);
    return {
      gap: this.#text.slice(from, open),
      value: this.read(value, open, close),
      trail: '',
      after: this.#text.slice(close, end),
      end: value.span.end,
    };
  }

  #flowMap(node: MapNode): Draft {
    const close = node.span.end - 1;
    let from = node.span.start + 1;
    const entries = node.entries.map(({ key, value }, index): DraftEntry => {
      const keyStart = key.span.start;
      const next = node.entries[index + 1]?.key.span.start ?? close;
      const valueEnd = Math.max(key.span.end, value.span.end);
      const comma = this.#comma(valueEnd, next);
      const valueStart = Math.min(Math.max(key.span.end, value.span.start), valueEnd);
      const entry = {
        lead: this.#text.slice(from, keyStart),
        key: key.kind === 'scalar' ? key.text : '',
        keyText: this.#text.slice(keyStart, key.span.end),
        start: keyStart,
        end: valueEnd,
        gap: this.#text.slice(key.span.end, valueStart),
        value: this.read(value, valueStart, valueEnd),
        trail: this.#text.slice(valueEnd, comma ?? next),
        after: '',
      };
      if (key.kind !== 'scalar') this.#fail(keyStart, COMPLEX_KEY);
      from = comma === undefined ? next : comma + 1;
      return entry;
    });
    const tail = this.#tail(entries.length, from, close);
    const isQuoted = entries.some(({ keyText }) => keyText.startsWith('"'));
    return { kind: 'map', flow: true, column: 0, isInline: false, entries, tail, isQuoted, source: node };
  }

  #flowList(node: SequenceNode): Draft {
    const close = node.span.end - 1;
    let from = node.span.start + 1;
    const items = node.items.map((item, index): DraftItem => {
      const next = node.items[index + 1]?.span.start ?? close;
      const comma = this.#comma(item.span.end, next);
      // A single pair in a flow list (`[a: b]`) has no braces.
      if (item.kind === 'map' && item.flow && !item.alias && this.#text[item.span.start] !== '{')
        this.#fail(item.span.start, 'a pair without braces in a list (`[key: value]`)');
      const own = {
        lead: this.#text.slice(from, item.span.start),
        gap: '',
        value: this.read(item, item.span.start, item.span.end),
        trail: this.#text.slice(item.span.end, comma ?? next),
        after: '',
      };
      from = comma === undefined ? next : comma + 1;
      return own;
    });
    const tail = this.#tail(items.length, from, close);
    return { kind: 'list', flow: true, column: 0, isInline: false, items, tail, source: node };
  }

  /** Returns the text after a trailing comma, or inside empty braces. */
  #tail(count: number, from: number, close: number): string {
    const isTrailingComma = count > 0 && this.#text[from - 1] === ',';
    return count === 0 || isTrailingComma ? (count > 0 ? ',' : '') + this.#text.slice(from, close) : '';
  }

  #comma(from: number, until: number): number | undefined {
    for (let offset = from; offset < until; offset++) {
      if (this.#text[offset] === ',') return offset;
      if (this.#text[offset] === '#') while (offset < until && this.#text[offset] !== '\n') offset++;
    }
    return undefined;
  }

  /** Returns the start of the comment lines directly above the line at `line`, which are indented by `column`. */
  leadStart(floor: number, line: number, column: number): number {
    let start = line;
    while (start > floor) {
      const previous = this.#text.lastIndexOf('\n', start - 2) + 1;
      const own = this.#text.slice(previous, start);
      const comment = /^( *)#/.exec(own);
      if (previous < floor || !comment || (comment[1]?.length ?? 0) > column) break;
      start = previous;
    }
    return start;
  }

  /** Returns the end of a nested collection. Comments with its indentation belong to it, other lines to its parent. */
  #nestedEnd(from: number, end: number, nested: number, column: number): number {
    let close = from;
    for (let line = from; line < end; line = lineAfter(this.#text, line + 1)) {
      const own = this.#text.slice(line, Math.min(lineAfter(this.#text, line + 1), end));
      const comment = /^( *)#/.exec(own);
      if (own.trim() !== '' && !comment) break;
      const depth = comment?.[1]?.length ?? 0;
      if (comment && depth <= column && depth < nested) break;
      if (comment && depth >= nested && nested > column) close = line + own.length;
    }
    return close;
  }

  /** Returns the rest of the line of `from`, and the lines after it. */
  #lines(from: number, end: number): readonly [string, string] {
    const line = Math.min(lineAfter(this.#text, from), end);
    return [this.#text.slice(from, line), this.#text.slice(line, end)];
  }

  /** Returns the first dash at or after an offset, except in comments: between items, the dash of the next one. */
  #dashAt(from: number): number {
    for (let offset = from; offset < this.#text.length; offset++) {
      if (this.#text[offset] === '-') return offset;
      if (this.#text[offset] === '#') while (offset < this.#text.length && this.#text[offset] !== '\n') offset++;
    }
    this.#fail(from, 'a list without dashes');
    return from;
  }

  #startsLine(offset: number): boolean {
    return this.#text.slice(this.lineOf(offset), offset).trim() === '';
  }

  #columnOf(offset: number): number {
    return offset - this.lineOf(offset);
  }

  lineOf(offset: number): number {
    return offset === 0 ? 0 : this.#text.lastIndexOf('\n', offset - 1) + 1;
  }
}

const COMPLEX_KEY = 'a key that is a map or a list';

function endOf(value: Node, key: Node): number {
  return Math.max(value.span.end, key.span.end);
}
