import { remembered } from '../text/remembered.ts';
import type { MapEntry, MapNode, Node } from './node.ts';

/** The position of a key: its map, its entry, and the index of the entry. */
export interface Held {
  readonly holder: MapNode;
  readonly entry: MapEntry;
  readonly index: number;
}

/** Returns the position of a key below a node, by identity. All keys are indexed in one walk. */
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

/** Returns the texts of a map's keys. */
export const keysOf = remembered(
  ({ entries }: MapNode): ReadonlySet<string> =>
    new Set(entries.flatMap(({ key }) => (key.kind === 'scalar' ? [key.text] : []))),
);

/** Returns the index of the entry with a key. */
export function indexOfKey(map: MapNode, key: Node): number {
  return indexesOf(map).get(key) ?? -1;
}

const indexesOf = remembered(
  ({ entries }: MapNode): ReadonlyMap<Node, number> => new Map(entries.map(({ key }, index) => [key, index])),
);
