import { isBlank, isLineEnd, isQuote, lineStart, nextLine, spacesFrom } from '../syntax/letters.ts';
import type { NodePath } from '../syntax/lookup.ts';
import type { MapEntry, MapNode, Node, ScalarNode } from '../syntax/node.ts';
import { readTolerant } from '../syntax/read-tolerant.ts';
import { type Span, span } from '../text/span.ts';
import { type FoundScalar, findScalar } from './find-scalar.ts';

/**
 * Where somebody is writing. What is being typed may turn out to be several things (a word below `pools:` begins a
 * key, a value or an item): the slots tell all of them, and the schema which of them there can be.
 */
export interface Cursor {
  /** The document as it is read: where nothing is typed yet, with a stand-in. The places in `root` are places in it. */
  readonly text: string;
  /** Of the cursor, or of the stand-in's first letter, in that text. */
  readonly offset: number;
  readonly root: Node;
  readonly token: Token;
  readonly slots: readonly Slot[];
}

/** What an accepted completion replaces. */
export interface Token {
  /** Inside the quotes, where there are some. */
  readonly span: Span;
  /** What of it stands in front of the cursor. */
  readonly typed: string;
  readonly style: ScalarNode['style'];
  /** It stands directly behind a colon or dash, and must be kept apart from it. */
  readonly needsSpace: boolean;
  /** The column of its first letter, from 0. */
  readonly column: number;
  /** That of the keys beside it: for a value, that of its own key. */
  readonly keyColumn: number;
  /** Something else follows on its line. */
  readonly isFollowed: boolean;
  /** The next line belongs to whatever is written here: it is deeper, or an item of its list. */
  readonly hasBlockBelow: boolean;
}

export type Slot = KeySlot | ValueSlot | ItemSlot;

/** A key of the map at `path`. */
export interface KeySlot {
  readonly kind: 'key';
  readonly path: NodePath;
  /** Absent where the key would be the first. */
  readonly map?: MapNode;
  /** That of the cursor. */
  readonly entry?: MapEntry;
  readonly hasColon: boolean;
  readonly isFlow: boolean;
  /** It must go to a line of its own, for it stands behind the key of its map. */
  readonly goesBelow: boolean;
  /** Of the keys; where they go below, of the key that they go below of. */
  readonly column: number;
}

/** The scalar at `path`. */
export interface ValueSlot {
  readonly kind: 'value';
  readonly path: NodePath;
  readonly node: ScalarNode;
}

/** An item of the sequence at `path` whose dash is not written yet. */
export interface ItemSlot {
  readonly kind: 'item';
  readonly path: NodePath;
  readonly goesBelow: boolean;
  readonly column: number;
}

/** Where `offset` stands in a document. Undefined in a comment, a marker, an alias, outside of quotes. */
export function cursorAt(documentText: string, offset: number): Cursor | undefined {
  const marker = /^---(?!\S)/m.exec(documentText)?.index;
  if (marker !== undefined && offset >= marker && offset < marker + 3) return undefined;
  // In front of the marker a document of its own would begin.
  const own = marker !== undefined && offset < marker ? documentText.slice(0, marker) : documentText;
  const standIn = standInAt(own, offset);
  const text = own.slice(0, offset) + standIn + own.slice(offset);
  const at = offset + (standIn.startsWith(' ') ? 1 : 0);
  const root = readTolerant(text);
  const found = root && findScalar(root, text, at);
  if (!found) return undefined;
  const token = tokenOf(found, text, offset, standIn);
  // At a quote's outer side nothing is being typed.
  if (offset < token.span.start || offset > token.span.end) return undefined;
  return { text, offset: at, root, token, slots: slotsOf(found, text) };
}

/** What is written at the cursor so that something stands there: nothing, where it touches a word already. */
function standInAt(text: string, offset: number): string {
  const behind = text[offset] ?? '';
  const isFree = isBlank(text, offset) || ':,]}#'.includes(behind);
  if (!isFree) return '';
  const end = behind === '#' ? ' ' : '';
  if (isBlank(text, offset - 1) || ',[{'.includes(text[offset - 1] ?? '')) return `x${end}`;
  const before = text[offset - 1];
  const isBare = before === ':' || (before === '-' && isBlank(text, offset - 2));
  return isBare && isBlank(text, offset) ? ` x${end}` : '';
}

function tokenOf(found: FoundScalar, text: string, offset: number, standIn: string): Token {
  const { node } = found;
  const start = node.span.start;
  const column = start - lineStart(text, start);
  const end = tokenEnd(node, text, offset + standIn.length);
  const isQuoted = isQuote(text, start);
  const inner = isQuoted ? start + 1 : standIn === '' ? start : Math.min(start, offset);
  const from = standIn.startsWith(' ') ? offset : inner;
  const next = nextLine(text, Math.max(end, start));
  return {
    span: span(from, Math.max(from, end - standIn.length)),
    typed: text.slice(from, offset),
    style: node.style,
    needsSpace: standIn.startsWith(' '),
    column,
    keyColumn: (found.isKey ? undefined : found.holder?.column) ?? column,
    isFollowed: !isLineEnd(text, spacesFrom(text, end + (isQuoted ? 1 : 0))),
    hasBlockBelow: hasBlockAt(text, next, column),
  };
}

/** A word that goes on over lines, or that the stand-in only joined, is left as it is behind the cursor. */
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
    const first = spacesFrom(text, at);
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
    const hasColon = text[spacesFrom(text, node.span.end)] === ':';
    return [{ kind: 'key', path, map, entry, hasColon, isFlow: map.flow, goesBelow: false, column }];
  }
  const { holder } = found;
  const value: ValueSlot = { kind: 'value', path, node };
  if (node.style !== 'plain' && node.style !== 'double' && node.style !== 'single') return [value];
  const lead = leadOf(node.span.start, text);
  if (lead === 'flow' || (lead === 'colon' && holder?.isFlow)) return [value];
  const key = { kind: 'key', path, hasColon: false, isFlow: false } as const;
  if (lead === 'dash') return [value, { ...key, goesBelow: false, column }];
  if (lead === 'colon') {
    const below = holder?.column ?? 0;
    // What the key holds stands below it already.
    if (hasBlockAt(text, nextLine(text, node.span.end), below)) return [value];
    return [value, { ...key, goesBelow: true, column: below }, { kind: 'item', path, goesBelow: true, column: below }];
  }
  if (holder?.kind === 'sequence') return [{ kind: 'item', path: path.slice(0, -1), goesBelow: false, column }];
  return [value, { ...key, goesBelow: false, column }, { kind: 'item', path, goesBelow: false, column }];
}

/** What stands in front of a token on its line. */
function leadOf(start: number, text: string): 'line' | 'dash' | 'colon' | 'flow' {
  let at = start - 1;
  while (at >= 0 && isBlank(text, at) && !isLineEnd(text, at)) at--;
  if (at < 0 || isLineEnd(text, at)) return 'line';
  if (text[at] === '-') return 'dash';
  return '[{,'.includes(text[at] ?? '') ? 'flow' : 'colon';
}
