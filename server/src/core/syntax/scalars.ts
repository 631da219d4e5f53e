import type { NodePath } from './lookup.ts';
import type { Node, ScalarNode } from './node.ts';

/** A scalar with its path from the root of the document. */
export interface PlacedScalar {
  readonly node: ScalarNode;
  readonly path: NodePath;
}

/** Every scalar below `node` that is written there, values and not keys; what an alias repeats is left out. */
export function* scalarsBelow(node: Node | undefined, path: NodePath): Generator<PlacedScalar> {
  if (!node || node.alias) return;
  if (node.kind === 'scalar') {
    if (node.style !== 'absent') yield { node, path };
    return;
  }
  if (node.kind === 'sequence') {
    for (const [index, item] of node.items.entries()) yield* scalarsBelow(item, [...path, index]);
    return;
  }
  for (const { key, value } of node.entries) if (key.kind === 'scalar') yield* scalarsBelow(value, [...path, key.text]);
}

/**
 * The text of a scalar as it stands in its document, letter by letter, so that a place found in it is a place in the
 * document: quotes that are doubled or escaped, and line ends that are escaped, are made blank.
 */
export function writtenText(text: string, node: ScalarNode): string {
  const written = text.slice(node.span.start, node.span.end);
  if (node.style === 'single') return written.replaceAll("''", " '");
  if (node.style === 'double') return written.replace(/\\(["'\\/])/g, ' $1').replace(/\\[nrt]/g, '  ');
  return written;
}
