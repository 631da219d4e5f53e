import { entryOf, type NodePath, nodeAt } from '../syntax/lookup.ts';
import type { Node } from '../syntax/node.ts';

/** What to underline for a path: the value, or the key of the last entry on the way to it. */
export function shownAt(root: Node, path: NodePath): Node {
  for (let depth = path.length; depth > 0; depth--) {
    const node = nodeAt(root, path.slice(0, depth));
    const isWhole = depth === path.length;
    if (node && isWhole && node.kind === 'scalar' && node.span.end > node.span.start) return node;
    const step = path[depth - 1];
    const entry = typeof step === 'string' ? entryOf(nodeAt(root, path.slice(0, depth - 1)), step) : undefined;
    if (entry) return entry.key;
    if (node && typeof step === 'number' && node.span.end > node.span.start) return firstOf(node);
  }
  return root.kind === 'map' ? (root.entries[0]?.key ?? root) : root;
}

/** Of an item that runs over many lines only its first key. */
function firstOf(node: Node): Node {
  return node.kind === 'map' && !node.flow ? (node.entries[0]?.key ?? node) : node;
}
