import { remembered } from '../text/remembered.ts';
import type { MapEntry, MapNode, Node } from './node.ts';

/** Where a key is: its map, its entry, and the index of that. */
export interface Held {
  readonly holder: MapNode;
  readonly entry: MapEntry;
  readonly index: number;
}

/** The entry of a key below a node, by the identity of the key. One walk for all keys. */
export function heldIn(root: Node, key: Node): Held | undefined {
  return holdersIn(root).get(key);
}

const holdersIn = remembered((root: Node): ReadonlyMap<Node, Held> => {
  const held = new Map<Node, Held>();
  const walk = (node: Node): void => {
    if (node.kind === 'sequence') for (const item of node.items) walk(item);
    if (node.kind !== 'map') return;
    for (const [index, entry] of node.entries.entries())
      if (!held.has(entry.key)) held.set(entry.key, { holder: node, entry, index });
    for (const { value } of node.entries) walk(value);
  };
  walk(root);
  return held;
});

/** The texts of the keys of a map. */
export const keysOf = remembered(
  ({ entries }: MapNode): ReadonlySet<string> =>
    new Set(entries.flatMap(({ key }) => (key.kind === 'scalar' ? [key.text] : []))),
);

/** The index of the entry that a key begins. */
export function indexOfKey(map: MapNode, key: Node): number {
  return indexesOf(map).get(key) ?? -1;
}

const indexesOf = remembered(
  ({ entries }: MapNode): ReadonlyMap<Node, number> => new Map(entries.map(({ key }, index) => [key, index])),
);
