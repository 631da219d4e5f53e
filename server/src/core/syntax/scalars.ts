import type { NodePath } from './lookup.ts';
import type { Node, ScalarNode } from './node.ts';

/** A scalar with its path from the root of the document. */
export interface PlacedScalar {
  readonly node: ScalarNode;
  readonly path: NodePath;
}

/** Returns all non-empty scalar values below `node`, without keys and without the content of aliases. */
export function scalarsBelow(node: Node | undefined, path: NodePath): readonly PlacedScalar[] {
  const found: PlacedScalar[] = [];
  if (node) collect(node, [...path], found);
  return found;
}

/** `path` is the path of the node. It is mutable, and copied for each scalar. */
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
 * Returns the source text of a scalar, of the same length, so that offsets in it are offsets in the document. The extra
 * characters of escapes become spaces.
 */
export function writtenText(text: string, node: ScalarNode): string {
  const source = text.slice(node.span.start, node.span.end);
  if (node.style === 'single') return source.replaceAll("''", " '");
  if (node.style === 'double') return source.replace(/\\(["'\\/])/g, ' $1').replace(/\\[nrt]/g, '  ');
  return source;
}
