import type { Node } from './node.ts';

/**
 * Returns true if two nodes of a document are at the same place. Use it for `nameNode` of objects and references: their
 * tree may have been built again since, so they are not the same objects as its nodes.
 */
export function isSameNode(one: Node | undefined, other: Node | undefined): boolean {
  if (one === other || !one || !other) return one === other;
  return one.kind === other.kind && one.span.start === other.span.start && one.span.end === other.span.end;
}
