import type { NodePath } from '../syntax/lookup.ts';
import type { MapEntry, MapNode, Node, ScalarNode } from '../syntax/node.ts';
import { readTolerant } from '../syntax/read-tolerant.ts';
import { isBlank, isLineEnd, isQuote, lineStart, nextLine, skipSpaces } from '../syntax/whitespace.ts';
import { type Span, span } from '../text/span.ts';
import { type FoundScalar, findScalar } from './find-scalar.ts';

/**
 * The position of a completion request. A word may be the start of several things (below `pools:`, of a key, a value or
 * an item), so there is one slot for each; the schema determines which ones apply.
 */
export interface Cursor {
  /**
   * The document as it was parsed: with a placeholder if there is no word at the cursor. `root` refers to this text.
   */
  readonly text: string;
  /** The offset of the cursor or of the placeholder in that text. */
  readonly offset: number;
  readonly root: Node;
  readonly token: Token;
  readonly slots: readonly Slot[];
}

/** The text that an accepted completion replaces. */
export interface Token {
  /** Without quotes. */
  readonly span: Span;
  /** The part before the cursor. */
  readonly typed: string;
  readonly style: ScalarNode['style'];
  /** True directly after a colon or dash, which must be followed by a space. */
  readonly needsSpace: boolean;
  /** The column of its first character, from 0. */
  readonly column: number;
  /** The column of the surrounding keys: for a value, that of its key. */
  readonly keyColumn: number;
  /** True if other text follows on the line. */
  readonly isFollowed: boolean;
  /** True if the next lines would become its content: they are deeper, or are items of its list. */
  readonly hasBlockBelow: boolean;
}

export type Slot = KeySlot | ValueSlot | ItemSlot;

/** A key of the map at `path`. */
export interface KeySlot {
  readonly kind: 'key';
  readonly path: NodePath;
  /** Absent if the key would be the first one. */
  readonly map?: MapNode;
  readonly entry?: MapEntry;
  readonly hasColon: boolean;
  readonly isFlow: boolean;
  /** True if the key must go on a new line, since the cursor is after the key of its map. */
  readonly isOnNewLine: boolean;
  /** The column of the keys; with `isOnNewLine`, of the parent key. */
  readonly column: number;
}

/** The scalar at `path`. */
export interface ValueSlot {
  readonly kind: 'value';
  readonly path: NodePath;
  readonly node: ScalarNode;
}

/** An item without a dash, in the sequence at `path`. */
export interface ItemSlot {
  readonly kind: 'item';
  readonly path: NodePath;
  readonly isOnNewLine: boolean;
  readonly column: number;
}

/**
 * Returns the cursor at an offset of a document; undefined in a comment, a marker or an alias, and after a closing
 * quote.
 */
export function cursorAt(documentText: string, offset: number): Cursor | undefined {
  const marker = /^---(?!\S)/m.exec(documentText)?.index;
  if (marker !== undefined && offset >= marker && offset < marker + 3) return undefined;
  // Before the marker is a separate document.
  const documentPart = marker !== undefined && offset < marker ? documentText.slice(0, marker) : documentText;
  const placeholder = placeholderAt(documentPart, offset);
  const text = documentPart.slice(0, offset) + placeholder + documentPart.slice(offset);
  const at = offset + (placeholder.startsWith(' ') ? 1 : 0);
  const root = readTolerant(text);
  const found = root && findScalar(root, text, at);
  if (!found) return undefined;
  const token = tokenOf(found, text, offset, placeholder);
  // Outside of quotes, no token is being typed.
  if (offset < token.span.start || offset > token.span.end) return undefined;
  return { text, offset: at, root, token, slots: slotsOf(found, text) };
}

/** Returns the placeholder to insert at the cursor before parsing; empty if the cursor touches a word. */
function placeholderAt(text: string, offset: number): string {
  const next = text[offset] ?? '';
  const isFree = isBlank(text, offset) || ':,]}#'.includes(next);
  if (!isFree) return '';
  const end = next === '#' ? ' ' : '';
  if (isBlank(text, offset - 1) || ',[{'.includes(text[offset - 1] ?? '')) return `x${end}`;
  const before = text[offset - 1];
  const isBare = before === ':' || (before === '-' && isBlank(text, offset - 2));
  return isBare && isBlank(text, offset) ? ` x${end}` : '';
}

function tokenOf(found: FoundScalar, text: string, offset: number, placeholder: string): Token {
  const { node } = found;
  const start = node.span.start;
  const column = start - lineStart(text, start);
  const end = tokenEnd(node, text, offset + placeholder.length);
  const isQuoted = isQuote(text, start);
  const inner = isQuoted ? start + 1 : placeholder === '' ? start : Math.min(start, offset);
  const from = placeholder.startsWith(' ') ? offset : inner;
  const next = nextLine(text, Math.max(end, start));
  return {
    span: span(from, Math.max(from, end - placeholder.length)),
    typed: text.slice(from, offset),
    style: node.style,
    needsSpace: placeholder.startsWith(' '),
    column,
    keyColumn: (found.isKey ? undefined : found.holder?.column) ?? column,
    isFollowed: !isLineEnd(text, skipSpaces(text, end + (isQuoted ? 1 : 0))),
    hasBlockBelow: hasBlockAt(text, next, column),
  };
}

/**
 * Returns the end of the token. Of a scalar that spans lines, or that only the placeholder joins, the rest after the
 * cursor is kept.
 */
function tokenEnd(node: ScalarNode, text: string, cursor: number): number {
  const { start, end } = node.span;
  if (isQuote(text, start)) {
    const isClosed = end > start + 1 && text[end - 1] === text[start];
    return isClosed ? end - 1 : end;
  }
  const isBlock = node.style === 'literal' || node.style === 'folded';
  const isJoined = text.slice(start, end).includes('\n') || isBlank(text, cursor);
  return isBlock || isJoined ? cursor : end;
}

function hasBlockAt(text: string, line: number, column: number): boolean {
  let at = line;
  while (at < text.length) {
    const first = skipSpaces(text, at);
    if (!isLineEnd(text, first) && text[first] !== '#') {
      const isDash = text[first] === '-' && isBlank(text, first + 1);
      return first - at > column || (isDash && first - at === column);
    }
    at = nextLine(text, first);
  }
  return false;
}

function slotsOf(found: FoundScalar, text: string): readonly Slot[] {
  const { node, path } = found;
  const column = node.span.start - lineStart(text, node.span.start);
  if (found.isKey) {
    const { map, entry } = found;
    const hasColon = text[skipSpaces(text, node.span.end)] === ':';
    return [{ kind: 'key', path, map, entry, hasColon, isFlow: map.flow, isOnNewLine: false, column }];
  }
  const { holder } = found;
  const value: ValueSlot = { kind: 'value', path, node };
  if (node.style !== 'plain' && node.style !== 'double' && node.style !== 'single') return [value];
  const lead = leadOf(node.span.start, text);
  if (lead === 'flow' || (lead === 'colon' && holder?.isFlow)) return [value];
  const key = { kind: 'key', path, hasColon: false, isFlow: false } as const;
  if (lead === 'dash') return [value, { ...key, isOnNewLine: false, column }];
  if (lead === 'colon') {
    const below = holder?.column ?? 0;
    // The key already has a value below it.
    if (hasBlockAt(text, nextLine(text, node.span.end), below)) return [value];
    return [
      value,
      { ...key, isOnNewLine: true, column: below },
      { kind: 'item', path, isOnNewLine: true, column: below },
    ];
  }
  if (holder?.kind === 'sequence') return [{ kind: 'item', path: path.slice(0, -1), isOnNewLine: false, column }];
  return [value, { ...key, isOnNewLine: false, column }, { kind: 'item', path, isOnNewLine: false, column }];
}

/** Returns what is before a token on its line. */
function leadOf(start: number, text: string): 'line' | 'dash' | 'colon' | 'flow' {
  let at = start - 1;
  while (at >= 0 && isBlank(text, at) && !isLineEnd(text, at)) at--;
  if (at < 0 || isLineEnd(text, at)) return 'line';
  if (text[at] === '-') return 'dash';
  return '[{,'.includes(text[at] ?? '') ? 'flow' : 'colon';
}
