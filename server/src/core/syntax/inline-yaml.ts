import type { Span } from '../text/span.ts';
import type { MapEntry, Node, ScalarNode } from './node.ts';
import { parseDocument } from './parse-document.ts';

/**
 * The YAML that a scalar holds as text, as trees whose places are places in the document around it: one for each of the
 * documents in there. Undefined where it cannot be read, or where it is written so that its letters do not stand in the
 * text one by one (folded, or with escapes).
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

/** A block keeps its indentation: YAML may begin in any column. */
function contentOf(text: string, { span, style, text: value }: ScalarNode): Span | undefined {
  const written = text.slice(span.start, span.end);
  if (style === 'literal') {
    const header = /^[^\n]*\n/.exec(written)?.[0].length;
    // With an indentation in the header the first line may stand deeper than the others.
    return header === undefined || /^\|[^\n]*\d/.test(written) ? undefined : { ...span, start: span.start + header };
  }
  const inner = style === 'plain' ? span : { start: span.start + 1, end: span.end - 1 };
  return text.slice(inner.start, inner.end) === value ? inner : undefined;
}

/** `---` is a marker only at the start of a line, and in a block it stands as deep as the rest. */
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
