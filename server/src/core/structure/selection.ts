import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { Node } from '../syntax/node.ts';
import { readTolerant } from '../syntax/read-tolerant.ts';
import { lineStart } from '../syntax/whitespace.ts';
import { type Span, span } from '../text/span.ts';

/**
 * Returns the spans that a selection at `offset` expands to, step by step: the text between quotes, the scalar, the
 * entry with its key, the surrounding map, and so on up to the document. Offsets are relative to the document.
 */
export function selections({ text, parsed }: ManifestDocument, offset: number): readonly Span[] {
  const root = parsed.problems.length > 0 ? readTolerant(text) : parsed.root;
  const found: Span[] = [];
  if (root) collect(root, text, offset, found);
  found.push(span(0, text.length));
  // In text with syntax errors, the last node may extend beyond its parent.
  const spans: Span[] = [];
  for (const each of found) {
    const inner = spans.at(-1) ?? span(offset, offset);
    const isAround = each.start <= inner.start && inner.end <= each.end;
    if (isAround && !(spans.length > 0 && each.start === inner.start && each.end === inner.end)) spans.push(each);
  }
  return spans;
}

/** Appends spans from the innermost to the outermost. */
function collect(node: Node, text: string, offset: number, found: Span[]): void {
  const { start, end } = node.span;
  if (offset < start || offset > end) return;
  if (node.kind === 'scalar' || node.alias) {
    const isQuoted = node.kind === 'scalar' && (node.style === 'single' || node.style === 'double');
    if (isQuoted) found.push(span(start + 1, end - 1));
    found.push(span(start, contentEnd(text, start, end)));
    return;
  }
  if (node.kind === 'sequence') {
    for (const item of node.items) {
      const from = node.flow ? item.span.start : dashOf(text, item.span.start);
      if (offset < from || offset > item.span.end) continue;
      collect(item, text, offset, found);
      found.push(span(from, contentEnd(text, from, item.span.end)));
      break;
    }
  } else {
    for (const { key, value } of node.entries) {
      const last = Math.max(key.span.end, value.alias ? value.span.end : value.span.end);
      if (offset < key.span.start || offset > last) continue;
      if (offset <= key.span.end) found.push(key.span);
      else collect(value, text, offset, found);
      found.push(span(key.span.start, contentEnd(text, key.span.start, last)));
      break;
    }
  }
  found.push(span(start, contentEnd(text, start, end)));
}

function dashOf(text: string, offset: number): number {
  const dash = text.lastIndexOf('-', offset - 1);
  return dash >= lineStart(text, offset) ? dash : offset;
}

function contentEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && /\s/.test(text[at - 1] ?? '')) at--;
  return at;
}
