import { memoize } from '../text/memoize.ts';
import type { MapEntry, MapNode, Node } from './node.ts';

/** The position of a key: its map, its entry, and the index of the entry. */
export interface KeyPosition {
  readonly map: MapNode;
  readonly entry: MapEntry;
  readonly index: number;
}

/** Returns the position of a key below a node, by identity. All keys are indexed in one walk. */
export function keyPositionIn(root: Node, key: Node): KeyPosition | undefined {
  return keyPositionsIn(root).get(key);
}

const keyPositionsIn = memoize((root: Node): ReadonlyMap<Node, KeyPosition> => {
  const held = new Map<Node, KeyPosition>();
  const walk = (node: Node): void => {
    if (node.kind === 'sequence') for (const item of node.items) walk(item);
    if (node.kind !== 'map') return;
    for (const [index, entry] of node.entries.entries())
      if (!held.has(entry.key)) held.set(entry.key, { map: node, entry, index });
    for (const { value } of node.entries) walk(value);
  };
  walk(root);
  return held;
});

/** Returns the texts of a map's keys. */
export const keysOf = memoize(
  ({ entries }: MapNode): ReadonlySet<string> =>
    new Set(entries.flatMap(({ key }) => (key.kind === 'scalar' ? [key.text] : []))),
);

/** Returns the index of the entry with a key. */
export function indexOfKey(map: MapNode, key: Node): number {
  return indexesOf(map).get(key) ?? -1;
}

const indexesOf = memoize(
  ({ entries }: MapNode): ReadonlyMap<Node, number> => new Map(entries.map(({ key }, index) => [key, index])),
);
