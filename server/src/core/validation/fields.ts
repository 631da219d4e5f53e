import type { NodePath } from '../syntax/lookup.ts';
import type { MapEntry, MapNode } from '../syntax/node.ts';
import { readKey, readScalar } from '../syntax/read-scalar.ts';
import { pathOf, type Spot, type Walk } from './problem.ts';

/** A field as the API server sees it: what merge keys bring included, of repeated keys the last. */
export interface Field {
  readonly key: string;
  readonly entry: MapEntry;
}

/** The fields of a map. Keys that stand twice are reported, those that a merge key repeats too (strict decoding). */
export function fieldsOf(map: MapNode, spot: Spot, walk: Walk): readonly Field[] {
  return plainFields(map) ?? mergedFields(map, spot, walk);
}

/** Those of a map in which every key is a word that stands once, as nearly all are; undefined for any other. */
function plainFields({ entries }: MapNode): readonly Field[] | undefined {
  if (entries.length > MOST_COMPARED) return undefined;
  const fields: Field[] = [];
  for (const entry of entries) {
    const { key } = entry;
    if (key.kind !== 'scalar' || key.style !== 'plain' || key.tag !== undefined || isMerge(entry)) return undefined;
    const { text } = key;
    if (readKey(key) !== text) return undefined;
    // By index: this is done for every map, most often before V8 has compiled it well.
    for (let index = 0; index < fields.length; index++) if (fields[index]?.key === text) return undefined;
    fields.push({ key: text, entry });
  }
  return fields;
}

/** Above this a table is faster. */
const MOST_COMPARED = 16;

function mergedFields(map: MapNode, spot: Spot, walk: Walk): readonly Field[] {
  const fields = new Map<string, Field>();
  const add = (entry: MapEntry) => {
    const key = entry.key.kind === 'scalar' ? readKey(entry.key) : undefined;
    if (key === undefined) {
      report(walk, 'unknown-field', pathOf(spot), entry, 'is no key that an object can have');
      return;
    }
    // Compared before they become JSON: `1` and `"1"` are two keys to the reader of YAML, and then one to the server.
    const before = fields.get(key);
    if (before && typeOf(before.entry) === typeOf(entry))
      report(walk, 'duplicate-key', [...pathOf(spot), key], entry, 'stands twice');
    fields.set(key, { key, entry });
  };
  for (const entry of map.entries) {
    if (!isMerge(entry)) add(entry);
    else for (const merged of mergedEntries(entry)) add(merged);
  }
  return [...fields.values()];
}

function typeOf({ key }: MapEntry): string {
  return key.kind === 'scalar' ? readScalar(key).type : key.kind;
}

function isMerge({ key }: MapEntry): boolean {
  return key.kind === 'scalar' && key.style === 'plain' && key.text === '<<';
}

function mergedEntries({ value }: MapEntry): readonly MapEntry[] {
  const maps = value.kind === 'sequence' ? value.items : [value];
  return maps.flatMap((map) => (map.kind === 'map' ? map.entries : []));
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
