import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { Node, ScalarNode } from '../syntax/node.ts';
import { nextLine } from '../syntax/whitespace.ts';
import { type Span, span } from '../text/span.ts';

/**
 * A comment that suppresses findings:
 *
 *     # kamaji-metal3: ignore RULE, RULE -- why          its line, or the entry below it
 *     # kamaji-metal3: ignore-document RULE              its document
 *     # kamaji-metal3: ignore-file RULE                  all documents of the file
 *
 * At the end of a line it covers that line, including a multi-line scalar that begins there (`content: | # …`). On its own
 * line it covers the next entry or item with everything nested in it.
 */
export interface Suppression {
  readonly scope: Scope;
  readonly rules: readonly IgnoredRule[];
  /** From its `#` to the end of the line. */
  readonly comment: Span;
  /** The covered span of its document. */
  readonly covers: Span;
}

export type Scope = 'here' | 'document' | 'file';

export interface IgnoredRule {
  readonly id: string;
  readonly span: Span;
}

/** Returns the suppressions of a document, in the order of the text. Most documents have none, which is checked first. */
export function suppressionsIn(document: ManifestDocument): readonly Suppression[] {
  const { text, parsed } = document;
  if (!text.includes(SUPPRESSION_PREFIX)) return NONE;
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
/** The start of a suppression comment. */
export const SUPPRESSION_PREFIX = 'kamaji-metal3:';

/** The commands after it, with their scopes. */
export const COMMANDS: ReadonlyMap<string, string> = new Map([
  ['ignore', 'this line, or the entry below it'],
  ['ignore-document', 'this document'],
  ['ignore-file', 'all documents of the file'],
]);

const COMMENT = /(?<=^|[\s#])#[^\S\r\n]*kamaji-metal3:[^\S\r\n]*([\w-]*)([^\r\n]*)/gm;
const SCOPES: Readonly<Record<string, Scope>> = {
  ignore: 'here',
  'ignore-document': 'document',
  'ignore-file': 'file',
};

/** More than the number of rules; further names are ignored. */
const MAX_NAMES = 500;

/** Returns the names before `--`, which begins a reason. */
function rulesIn(rest: string, at: number): readonly IgnoredRule[] {
  const [names = ''] = rest.split(/(?:^|\s)(?:--|#)/, 1);
  return [...names.matchAll(/[^\s,]+/g)].slice(0, MAX_NAMES).map(({ 0: id, index }) => ({
    id,
    span: span(at + index, at + index + id.length),
  }));
}

/** Returns true if the suppression covers the start of a finding's place. */
export function isCovered({ covers }: Suppression, place: Span, length: number): boolean {
  return covers.start <= place.start && (place.start < covers.end || covers.end === length);
}

/** Returns the number of scalars, sorted by position, that begin before an offset. */
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
  const isOwnLine = /^\s*(#|$)/.test(text.slice(lineStart, comment.start));
  const own = isOwnLine ? below(nextLine(text, comment.end)) : span(lineStart, nextLine(text, comment.end));
  // A multi-line scalar belongs to the line on which it begins.
  const last = scalars[countBefore(scalars, own.end) - 1];
  return span(own.start, last && last.span.start >= own.start ? Math.max(own.end, last.span.end) : own.end);
}

/** Returns `entryBelow` with a cache for consecutive comments. Must be called with increasing offsets. */
function entriesBelow(text: string): (offset: number) => Span {
  let from = -1;
  let last = span(-1, -1);
  return (offset) => {
    if (from < 0 || offset < from || offset > last.start) last = entryBelow(text, offset);
    from = offset;
    return last;
  };
}

/** Returns the lines of the first entry or item after `offset`, with the lines that are indented deeper. */
function entryBelow(text: string, offset: number): Span {
  let start = offset;
  while (start < text.length && /^(\s*(#|$)|---\s*$)/.test(lineAt(text, start))) start = nextLine(text, start);
  const first = lineAt(text, start);
  let end = nextLine(text, start);
  for (let line = end; line < text.length; line = nextLine(text, line)) {
    const content = lineAt(text, line);
    if (/^\s*(#|$)/.test(content)) continue;
    const deeper = indentOf(content) - indentOf(first);
    const isItemOfKey = deeper === 0 && isItem(content) && !isItem(first);
    if (deeper <= 0 && !isItemOfKey) break;
    end = nextLine(text, line);
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
  return text.slice(start, nextLine(text, start)).replace(/[\r\n]+$/, '');
}

/** Returns true if an offset is inside the content of a scalar. A comment can follow the header of a block scalar. */
export function isTextOf({ span: where, style }: ScalarNode, offset: number, text: string): boolean {
  const isBlock = style === 'literal' || style === 'folded';
  const start = isBlock ? nextLine(text, where.start) : where.start;
  return start <= offset && offset < where.end;
}

/** Returns all scalars of the text, including keys. */
export function scalarsOf(node: Node | undefined): readonly ScalarNode[] {
  if (!node || node.alias) return [];
  if (node.kind === 'scalar') return node.style === 'absent' ? [] : [node];
  if (node.kind === 'sequence') return node.items.flatMap(scalarsOf);
  return node.entries.flatMap(({ key, value }) => [...scalarsOf(key), ...scalarsOf(value)]);
}
