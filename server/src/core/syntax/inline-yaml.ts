import type { Span } from '../text/span.ts';
import type { MapEntry, Node, ScalarNode } from './node.ts';
import { parseDocument } from './parse-document.ts';
import { quotedPositions } from './quoted-positions.ts';

/**
 * Parses the YAML in a scalar, and returns the tree of each document in it, with positions in the surrounding document.
 * Undefined if it cannot be parsed. If the scalar does not contain the text verbatim (folded, or with escapes), the nodes
 * are aliases, which fixes do not change. In a folded block, their position is that of its header.
 */
export function inlineYaml(text: string, scalar: ScalarNode): readonly Node[] | undefined {
  if (scalar.alias) return undefined;
  const verbatim = contentOf(text, scalar);
  const content = verbatim ? text : scalar.text;
  const place = verbatim ? moved : placeOfEscaped(text, scalar);
  const roots: Node[] = [];
  for (const { start, end } of documentsIn(content, verbatim ?? { start: 0, end: content.length })) {
    const { root, problems } = parseDocument(content.slice(start, end));
    if (problems.length > 0) return undefined;
    if (root) roots.push(place(root, start));
  }
  return roots;
}

/** Returns a function that places nodes of a text that the scalar contains in another form. */
function placeOfEscaped(text: string, { span, style, text: value }: ScalarNode): (node: Node, by: number) => Node {
  const source = text.slice(span.start, span.end);
  const isQuoted = style === 'single' || style === 'double';
  const positions = isQuoted ? quotedPositions(source.slice(1, -1), value, style) : undefined;
  if (positions) {
    const at = (offset: number) => span.start + 1 + (positions[offset] ?? positions.at(-1) ?? 0);
    return (node, by) => placed(node, ({ start, end }) => ({ start: at(start + by), end: at(end + by) }));
  }
  const header = { start: span.start, end: span.start + (/^[^\r\n]*/.exec(source)?.[0].trimEnd().length ?? 0) };
  return (node) => placed(node, () => header);
}

function placed(node: Node, spanOf: (span: Span) => Span): Node {
  const own = { span: spanOf(node.span), alias: true } as const;
  if (node.kind === 'scalar') return { ...node, ...own };
  if (node.kind === 'sequence') return { ...node, ...own, items: node.items.map((item) => placed(item, spanOf)) };
  const entry = ({ key, value }: MapEntry) => ({ key: placed(key, spanOf), value: placed(value, spanOf) });
  return { ...node, ...own, entries: node.entries.map(entry) };
}

/** Returns the span of the text, if the scalar contains it verbatim. */
function contentOf(text: string, { span, style, text: value }: ScalarNode): Span | undefined {
  const source = text.slice(span.start, span.end);
  if (style === 'literal') {
    const header = /^[^\n]*\n/.exec(source)?.[0].length;
    // A block keeps its indentation, since YAML may start in any column.
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
