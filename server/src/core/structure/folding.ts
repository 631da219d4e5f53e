import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { Node } from '../syntax/node.ts';
import { readTolerant } from '../syntax/read-tolerant.ts';

/** A foldable range of lines, counted from 0 in the document. */
export interface Folding {
  readonly start: number;
  readonly end: number;
  readonly kind: 'resource' | 'block' | 'comment';
  /** A lower bound of its nesting depth. Editors with a limit on ranges keep the outer ones. */
  readonly depth: number;
}

/** Returns the foldable ranges: the document, the blocks below keys and dashes, and runs of comment lines. */
export function foldingsIn(document: ManifestDocument): readonly Folding[] {
  const { text, lineStarts, parsed } = document;
  const root = parsed.problems.length > 0 ? readTolerant(text) : parsed.root;
  const found = new Map<number, Folding>();
  const lineAt = (offset: number) => lineOf(lineStarts, offset);
  const add = (start: number, end: number, kind: Folding['kind'], depth: number) => {
    const known = found.get(start);
    if (end > start && (known === undefined || known.end < end)) found.set(start, { start, end, kind, depth });
  };
  const walk = (node: Node, holder: number, depth: number): void => {
    if (node.alias) return;
    const end = lineAt(contentEnd(text, node.span.end));
    add(holder, end, 'block', depth);
    if (node.kind === 'sequence') for (const item of node.items) walk(item, lineAt(item.span.start), depth + 1);
    if (node.kind === 'map') for (const { key, value } of node.entries) walk(value, lineAt(key.span.start), depth + 1);
  };
  if (root?.kind === 'map') for (const { key, value } of root.entries) walk(value, lineAt(key.span.start), 1);
  else if (root) walk(root, lineAt(root.span.start), 1);
  for (const run of commentRuns(document)) add(run.start, run.end, 'comment', 1);
  if (!root) return [...found.values()];
  // The range starts at the document marker, if there is one.
  const marker = /^---(?!\S)/m.exec(text)?.index;
  const first = lineAt(marker ?? root.span.start);
  const end = lineAt(contentEnd(text, root.span.end));
  const documentFolding: Folding = { start: first, end, kind: 'resource', depth: 0 };
  if (documentFolding.end <= documentFolding.start) return [...found.values()];
  return [documentFolding, ...[...found.values()].filter(({ start }) => start !== first || marker !== undefined)];
}

/** Returns the end of a node without the line end that belongs to a block scalar. */
function contentEnd(text: string, end: number): number {
  let at = end;
  while (at > 0 && /\s/.test(text[at - 1] ?? '')) at--;
  return at;
}

function* commentRuns({ text, lineStarts }: ManifestDocument): Generator<{ start: number; end: number }> {
  let start = -1;
  for (let line = 0; line <= lineStarts.length; line++) {
    const isComment = line < lineStarts.length && /^[ \t]*#/.test(text.slice(lineStarts[line], lineStarts[line + 1]));
    if (isComment && start < 0) start = line;
    if (!isComment && start >= 0) {
      yield { start, end: line - 1 };
      start = -1;
    }
  }
}

function lineOf(lineStarts: readonly number[], offset: number): number {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lineStarts[middle] ?? Number.POSITIVE_INFINITY) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
