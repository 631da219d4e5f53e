import type { Span } from '../text/span.ts';
import type { MapEntry, Node, ScalarNode } from './node.ts';
import { parseDocument } from './parse-document.ts';

/**
 * Parses the YAML in a scalar, and returns the tree of each document in it, with positions in the surrounding document.
 * Undefined if it cannot be parsed, or if the scalar does not contain it verbatim (folded, or with escapes).
 */
export function inlineYaml(text: string, scalar: ScalarNode): readonly Node[] | undefined {
  if (scalar.alias) return undefined;
  const span = contentOf(text, scalar);
  if (!span) return undefined;
  const roots: Node[] = [];
  for (const { start, end } of documentsIn(text, span)) {
    const { root, problems } = parseDocument(text.slice(start, end));
    if (problems.length > 0) return undefined;
    if (root) roots.push(moved(root, start));
  }
  return roots;
}

/** A block keeps its indentation, since YAML may start in any column. */
function contentOf(text: string, { span, style, text: value }: ScalarNode): Span | undefined {
  const source = text.slice(span.start, span.end);
  if (style === 'literal') {
    const header = /^[^\n]*\n/.exec(source)?.[0].length;
    // With an indentation indicator in the header, the first line may be deeper than the others.
    return header === undefined || /^\|[^\n]*\d/.test(source) ? undefined : { ...span, start: span.start + header };
  }
  const inner = style === 'plain' ? span : { start: span.start + 1, end: span.end - 1 };
  return text.slice(inner.start, inner.end) === value ? inner : undefined;
}

/** `---` is a marker only at the start of a line; in a block, it is indented like the other lines. */
function documentsIn(text: string, { start, end }: Span): readonly Span[] {
  const found: Span[] = [];
  let from = start;
  for (const marker of text.slice(start, end).matchAll(/^[ \t]*---[ \t]*$/gm)) {
    found.push({ start: from, end: start + marker.index });
    from = start + marker.index + marker[0].length;
  }
  return [...found, { start: from, end }];
}

function moved(node: Node, by: number): Node {
  const span = { start: node.span.start + by, end: node.span.end + by };
  if (node.kind === 'scalar') return { ...node, span };
  if (node.kind === 'sequence') return { ...node, span, items: node.items.map((item) => moved(item, by)) };
  const entry = ({ key, value }: MapEntry) => ({ key: moved(key, by), value: moved(value, by) });
  return { ...node, span, entries: node.entries.map(entry) };
}
