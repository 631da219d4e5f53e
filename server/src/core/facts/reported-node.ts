import { entryOf, type NodePath, nodeAt } from '../syntax/lookup.ts';
import type { Node } from '../syntax/node.ts';

/** Returns the node to report for a path: the value, or the deepest key of the path that is written. */
export function reportedNode(root: Node, path: NodePath): Node {
  for (let depth = path.length; depth > 0; depth--) {
    const node = nodeAt(root, path.slice(0, depth));
    const isComplete = depth === path.length;
    if (node && isComplete && node.kind === 'scalar' && node.span.end > node.span.start) return node;
    const step = path[depth - 1];
    const entry = typeof step === 'string' ? entryOf(nodeAt(root, path.slice(0, depth - 1)), step) : undefined;
    if (entry) return entry.key;
    if (node && typeof step === 'number' && node.span.end > node.span.start) return firstOf(node);
  }
  return root.kind === 'map' ? (root.entries[0]?.key ?? root) : root;
}

/** Returns the first key of a multi-line item. */
function firstOf(node: Node): Node {
  return node.kind === 'map' && !node.flow ? (node.entries[0]?.key ?? node) : node;
}
