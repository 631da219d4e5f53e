import type { NodePath } from '../syntax/lookup.ts';
import { entriesOfMerge, isMergeKey } from '../syntax/merge-keys.ts';
import type { MapEntry, MapNode } from '../syntax/node.ts';
import { readKey, readScalar } from '../syntax/read-scalar.ts';
import { type Location, pathOf, type Walk } from './problem.ts';

/** A field as the API server reads it: merge keys are expanded, and the last of duplicate keys is used. */
export interface Field {
  readonly key: string;
  readonly entry: MapEntry;
}

/**
 * Returns the fields of a map. Duplicate keys are reported, except keys that replace those of a merge key above: for these,
 * all tools that convert YAML to JSON agree, including kubectl and kustomize. Only a client that sends the YAML itself would
 * get an error.
 */
export function fieldsOf(map: MapNode, spot: Location, walk: Walk): readonly Field[] {
  return plainFields(map) ?? mergedFields(map, spot, walk);
}

/** Returns the fields of a map whose keys are distinct plain scalars, as nearly all maps have; undefined for others. */
function plainFields({ entries }: MapNode): readonly Field[] | undefined {
  if (entries.length > MAX_COMPARED) return undefined;
  const fields: Field[] = [];
  for (const entry of entries) {
    const { key } = entry;
    if (key.kind !== 'scalar' || key.style !== 'plain' || key.tag !== undefined || isMergeKey(key)) return undefined;
    const { text } = key;
    if (readKey(key) !== text) return undefined;
    // By index: hot path, and often run before V8 optimizes it.
    for (let index = 0; index < fields.length; index++) if (fields[index]?.key === text) return undefined;
    fields.push({ key: text, entry });
  }
  return fields;
}

/** With more entries, a map is faster than comparing all pairs. */
const MAX_COMPARED = 16;

function mergedFields(map: MapNode, spot: Location, walk: Walk): readonly Field[] {
  const fields = new Map<string, Field>();
  const merged = new Set<Field>();
  const add = (entry: MapEntry, isMerged: boolean) => {
    const key = entry.key.kind === 'scalar' ? readKey(entry.key) : undefined;
    if (key === undefined) {
      report(walk, 'unknown-field', pathOf(spot), entry, 'has a key that is not a string');
      return;
    }
    // Strict decoding compares YAML keys before the conversion to JSON: `1` and `"1"` differ there.
    const before = fields.get(key);
    if (before && !merged.has(before) && typeOf(before.entry) === typeOf(entry))
      report(walk, 'duplicate-key', [...pathOf(spot), key], entry, 'is a duplicate key');
    const field = { key, entry };
    if (isMerged) merged.add(field);
    fields.set(key, field);
  };
  for (const entry of map.entries)
    if (isMergeKey(entry.key)) for (const each of entriesOfMerge(entry.value)) add(each, true);
    else add(entry, false);
  return [...fields.values()];
}

function typeOf({ key }: MapEntry): string {
  return key.kind === 'scalar' ? readScalar(key).type : key.kind;
}

function report(
  walk: Walk,
  code: 'unknown-field' | 'duplicate-key',
  path: NodePath,
  { key }: MapEntry,
  detail: string,
): void {
  walk.problems.push({ code, path, span: key.span, node: key, detail });
}
