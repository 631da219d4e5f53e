import { entryOf, type NodePath } from '../../syntax/lookup.ts';
import type { MapEntry, MapNode, Node, ScalarNode, SequenceNode } from '../../syntax/node.ts';
import type { Origins } from './origins.ts';

/** Changes of immutable trees. All functions return a new tree, or undefined if the result is not certain. */

/** Returns a map in which a key has another value, and if `value` is undefined, a map without the key. */
export function withValue(map: MapNode, key: string, value: Node | undefined, origins: Origins): MapNode | undefined {
  // What a merge key provides cannot be removed by an edit of the entries.
  if (map.entries.some((entry) => entry.key.kind !== 'scalar' || entry.key.text === '<<')) return undefined;
  const known = entryOf(map, key);
  const others = map.entries.filter((entry) => entry.key.kind === 'scalar' && entry.key.text !== key);
  if (value === undefined) return origins.replaced({ ...map, entries: others }, map);
  const entries = known
    ? map.entries.flatMap((entry) => (entry === known ? [{ ...entry, value }] : others.includes(entry) ? [entry] : []))
    : [...others, { key: keyFor(key, value, origins), value }];
  return origins.replaced({ ...map, entries }, map);
}

function keyFor(key: string, value: Node, origins: Origins): ScalarNode {
  return origins.replaced({ kind: 'scalar', text: key, style: 'plain', span: value.span }, value);
}

/** Returns a map with an entry of another map added or replaced. */
export function withEntry(map: MapNode, entry: MapEntry, value: Node, origins: Origins): MapNode | undefined {
  if (entry.key.kind !== 'scalar') return undefined;
  const { text } = entry.key;
  if (entryOf(map, text)) return withValue(map, text, value, origins);
  return origins.replaced({ ...map, entries: [...map.entries, { key: entry.key, value }] }, map);
}

/** Returns a list with other items. */
export function withItems(list: SequenceNode, items: readonly Node[], origins: Origins): SequenceNode {
  return origins.replaced({ ...list, items }, list);
}

/**
 * Returns the tree with a changed value at a path of keys and existing indexes. Missing maps are created at the changed
 * value.
 */
export function withChange(
  node: Node | undefined,
  keys: NodePath,
  change: (value: Node | undefined) => Node | undefined,
  origins: Origins,
): Node | undefined {
  const [key, ...rest] = keys;
  if (key === undefined) return change(node);
  if (typeof key === 'number') {
    const item = node?.kind === 'sequence' ? withChange(node.items[key], rest, change, origins) : undefined;
    if (node?.kind !== 'sequence' || !item || key >= node.items.length) return undefined;
    return withItems(node, node.items.with(key, item), origins);
  }
  if (node !== undefined && node.kind !== 'map') return undefined;
  const value = withChange(entryOf(node, key)?.value, rest, change, origins);
  if (!value) return undefined;
  if (node) return withValue(node, key, value, origins);
  const entries = [{ key: keyFor(key, value, origins), value }];
  return origins.replaced({ kind: 'map', flow: false, span: value.span, entries }, value);
}
