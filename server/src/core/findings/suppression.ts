import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { Node, ScalarNode } from '../syntax/node.ts';
import { type Span, span } from '../text/span.ts';

/**
 * A comment by which an author has findings left out:
 *
 *     # kamaji-metal3: ignore RULE, RULE -- why          the line it ends, or what stands below it
 *     # kamaji-metal3: ignore-document RULE              the document it stands in
 *     # kamaji-metal3: ignore-file RULE                  every document of the file
 *
 * At the end of a line it covers that line, with the whole of a text that begins there (`content: | # …`). On a line
 * of its own it covers the next entry or item with all that is indented below it.
 */
export interface Suppression {
  readonly scope: Scope;
  readonly rules: readonly IgnoredRule[];
  /** From its `#` to the end of the line. */
  readonly comment: Span;
  /** What it covers in its own document. */
  readonly covers: Span;
}

export type Scope = 'here' | 'document' | 'file';

export interface IgnoredRule {
  readonly id: string;
  readonly span: Span;
}

/** What the comments of a document ignore, in the order of the text. Nearly every document is done at the first line. */
export function suppressionsIn(document: ManifestDocument): readonly Suppression[] {
  const { text, parsed } = document;
  if (!text.includes(MARK)) return NONE;
  const scalars = scalarsOf(parsed.root).toSorted((a, b) => a.span.start - b.span.start);
  const below = entriesBelow(text);
  return [...text.matchAll(COMMENT)].flatMap((match) => {
    const [written, command = '', rest = ''] = match;
    const last = scalars[countBefore(scalars, match.index + 1) - 1];
    if (last && isTextOf(last, match.index, text)) return [];
    const scope = SCOPES[command];
    const comment = span(match.index, match.index + written.length);
    const at = match.index + written.length - rest.length;
    const rules = scope ? rulesIn(rest, at) : [];
    return [
      { scope: scope ?? 'here', rules, comment, covers: coveredBy(document, comment, scope ?? 'here', scalars, below) },
    ];
  });
}

const NONE: readonly Suppression[] = [];
/** What such a comment begins with. */
export const MARK = 'kamaji-metal3:';

/** What may stand behind that, and how far it reaches. */
export const COMMANDS: ReadonlyMap<string, string> = new Map([
  ['ignore', 'this line, or the entry below'],
  ['ignore-document', 'the document it stands in'],
  ['ignore-file', 'all documents of the file'],
]);

const COMMENT = /(?<=^|[\s#])#[^\S\r\n]*kamaji-metal3:[^\S\r\n]*([\w-]*)([^\r\n]*)/gm;
const SCOPES: Readonly<Record<string, Scope>> = {
  ignore: 'here',
  'ignore-document': 'document',
  'ignore-file': 'file',
};

/** More names than there are rules; the rest is left out. */
const MAX_NAMES = 500;

/** The names before `--`, behind which stands why. */
function rulesIn(rest: string, at: number): readonly IgnoredRule[] {
  const [names = ''] = rest.split(/(?:^|\s)(?:--|#)/, 1);
  return [...names.matchAll(/[^\s,]+/g)].slice(0, MAX_NAMES).map(({ 0: id, index }) => ({
    id,
    span: span(at + index, at + index + id.length),
  }));
}

/** The lines of a finding's place are covered where its first letter is. */
export function isCovered({ covers }: Suppression, place: Span, length: number): boolean {
  return covers.start <= place.start && (place.start < covers.end || covers.end === length);
}

/** How many scalars, in the order of the text, begin before an offset. */
function countBefore(scalars: readonly ScalarNode[], offset: number): number {
  let low = 0;
  let high = scalars.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((scalars[middle]?.span.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function coveredBy(
  document: ManifestDocument,
  comment: Span,
  scope: Scope,
  scalars: readonly ScalarNode[],
  below: (offset: number) => Span,
): Span {
  const { text } = document;
  if (scope !== 'here') return span(0, text.length);
  const lineStart = lineStartOf(text, comment.start);
  const isAlone = /^\s*(#|$)/.test(text.slice(lineStart, comment.start));
  const own = isAlone ? below(endOfLine(text, comment.end)) : span(lineStart, endOfLine(text, comment.end));
  // A text of several lines belongs to the line that it begins on.
  const last = scalars[countBefore(scalars, own.end) - 1];
  return span(own.start, last && last.span.start >= own.start ? Math.max(own.end, last.span.end) : own.end);
}

/** `entryBelow`, computed once for comments that follow one another. Asked with offsets that only grow. */
function entriesBelow(text: string): (offset: number) => Span {
  let from = -1;
  let last = span(-1, -1);
  return (offset) => {
    if (from < 0 || offset < from || offset > last.start) last = entryBelow(text, offset);
    from = offset;
    return last;
  };
}

/** The lines of the first entry or item from `offset` on: those indented deeper than its first. */
function entryBelow(text: string, offset: number): Span {
  let start = offset;
  while (start < text.length && /^(\s*(#|$)|---\s*$)/.test(lineAt(text, start))) start = endOfLine(text, start);
  const first = lineAt(text, start);
  let end = endOfLine(text, start);
  for (let line = end; line < text.length; line = endOfLine(text, line)) {
    const content = lineAt(text, line);
    if (/^\s*(#|$)/.test(content)) continue;
    const deeper = indentOf(content) - indentOf(first);
    const isItemOfKey = deeper === 0 && isItem(content) && !isItem(first);
    if (deeper <= 0 && !isItemOfKey) break;
    end = endOfLine(text, line);
  }
  return span(start, end);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function isItem(line: string): boolean {
  return /^\s*-(\s|$)/.test(line);
}

export function lineStartOf(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
  return start;
}

function lineAt(text: string, start: number): string {
  return text.slice(start, endOfLine(text, start)).replace(/[\r\n]+$/, '');
}

/** Behind the line end of the line of `offset`. */
function endOfLine(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
  if (text[end] === '\r' && text[end + 1] === '\n') end++;
  return Math.min(end + 1, text.length);
}

/** Whether a letter belongs to what a scalar says. Behind the header of a block a comment may stand. */
export function isTextOf({ span: where, style }: ScalarNode, offset: number, text: string): boolean {
  const isBlock = style === 'literal' || style === 'folded';
  const start = isBlock ? endOfLine(text, where.start) : where.start;
  return start <= offset && offset < where.end;
}

/** Every scalar that is written, keys too. */
export function scalarsOf(node: Node | undefined): readonly ScalarNode[] {
  if (!node || node.alias) return [];
  if (node.kind === 'scalar') return node.style === 'absent' ? [] : [node];
  if (node.kind === 'sequence') return node.items.flatMap(scalarsOf);
  return node.entries.flatMap(({ key, value }) => [...scalarsOf(key), ...scalarsOf(value)]);
}
