import type { NodePath } from './lookup.ts';
import type { Node, ScalarNode } from './node.ts';

/** A scalar with its path from the root of the document. */
export interface PlacedScalar {
  readonly node: ScalarNode;
  readonly path: NodePath;
}

/** Every scalar below `node` that is written there, values and not keys; what an alias repeats is left out. */
export function scalarsBelow(node: Node | undefined, path: NodePath): readonly PlacedScalar[] {
  const found: PlacedScalar[] = [];
  if (node) collect(node, [...path], found);
  return found;
}

/** `path` leads to the node; it is one for the whole walk, and copied for each scalar. */
function collect(node: Node, path: (string | number)[], found: PlacedScalar[]): void {
  if (node.alias) return;
  if (node.kind === 'scalar') {
    if (node.style !== 'absent') found.push({ node, path: path.slice() });
    return;
  }
  if (node.kind === 'sequence')
    for (let index = 0; index < node.items.length; index++) {
      path.push(index);
      collect(node.items[index] as Node, path, found);
      path.pop();
    }
  else
    for (const { key, value } of node.entries) {
      if (key.kind !== 'scalar') continue;
      path.push(key.text);
      collect(value, path, found);
      path.pop();
    }
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
