import type { MapEntry, MapNode, Node } from './node.ts';

/** Returns true for `<<` without quotes: its value is a map, or a list of maps, whose entries are added to its map. */
export function isMergeKey(key: Node): boolean {
  if (key.kind !== 'scalar' || key.text !== '<<') return false;
  return key.tag === undefined ? key.style === 'plain' : key.tag === '!' || key.tag === 'tag:yaml.org,2002:merge';
}

/**
 * Returns the entries of a map and of its merge keys, in the order in which the Go library sets them: of equal
 * keys the last one applies, also if a merge key follows the key. Of several merged maps the first one applies.
 */
export function mergedEntries(map: MapNode): readonly MapEntry[] {
  if (!map.entries.some(({ key }) => isMergeKey(key))) return map.entries;
  return map.entries.flatMap((entry) => (isMergeKey(entry.key) ? entriesOfMerge(entry.value) : [entry]));
}

/** Returns the entries that a merge key with this value adds. */
export function entriesOfMerge(value: Node): readonly MapEntry[] {
  if (value.kind === 'map') return mergedEntries(value);
  if (value.kind === 'sequence') return value.items.toReversed().flatMap(entriesOfMerge);
  return [];
}
