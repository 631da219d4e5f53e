import type { NodePath } from '../syntax/lookup.ts';
import type { MapEntry, MapNode, Node, ScalarNode } from '../syntax/node.ts';
import { lineStart } from '../syntax/whitespace.ts';

/** A scalar at a position: a key with the path of its map, or a value with its own path. */
export type FoundScalar = FoundKey | FoundValue;

interface FoundKey {
  readonly isKey: true;
  readonly node: ScalarNode;
  readonly path: NodePath;
  readonly map: MapNode;
  readonly entry: MapEntry;
}

interface FoundValue {
  readonly isKey: false;
  readonly node: ScalarNode;
  readonly path: NodePath;
  /** The parent of the value; absent at the root. */
  readonly holder?: Holder;
}

interface Holder {
  readonly kind: 'entry' | 'sequence';
  readonly isFlow: boolean;
  /** The column of the key, from 0, or of the start of the sequence. */
  readonly column: number;
}

/** Returns the scalar at `offset`, including its ends. Content that an alias repeats is not searched. */
export function findScalar(root: Node, text: string, offset: number): FoundScalar | undefined {
  return find(root, text, offset, [], undefined);
}

function find(
  node: Node,
  text: string,
  offset: number,
  path: NodePath,
  holder: Holder | undefined,
): FoundScalar | undefined {
  if (node.alias || !covers(node, text, offset)) return undefined;
  if (node.kind === 'scalar') return { isKey: false, node, path, ...(holder ? { holder } : {}) };
  if (node.kind === 'sequence') {
    const own: Holder = { kind: 'sequence', isFlow: node.flow, column: columnIn(text, node.span.start) };
    for (const [index, item] of node.items.entries()) {
      const found = find(item, text, offset, [...path, index], own);
      if (found) return found;
    }
    return undefined;
  }
  for (const entry of node.entries) {
    const { key, value } = entry;
    if (key.kind !== 'scalar') continue;
    if (covers(key, text, offset)) return { isKey: true, node: key, path, map: node, entry };
    const itself: Holder = { kind: 'entry', isFlow: node.flow, column: columnIn(text, key.span.start) };
    const found = find(value, text, offset, [...path, key.text], itself);
    if (found) return found;
  }
  return undefined;
}

/** A block scalar ends with a line end, and the position after it is no longer inside. */
function covers(node: Node, text: string, offset: number): boolean {
  const { start, end } = node.span;
  if (node.kind === 'scalar' && node.style === 'absent') return false;
  const isOpen = offset === end && text[end - 1] === '\n' && node.kind === 'scalar';
  return start <= offset && offset <= end && !isOpen;
}

export function columnIn(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}
