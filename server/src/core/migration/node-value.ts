import type { JsonValue } from '../schemas/structural-schema.ts';
import type { Node } from '../syntax/node.ts';
import { readKey, readScalar } from '../syntax/read-scalar.ts';

/** Returns a tree as the API server decodes it: with aliases, merge keys, and the last of duplicate keys. */
export function nodeValue(node: Node | undefined): JsonValue {
  if (!node) return null;
  if (node.kind === 'scalar') {
    const scalar = readScalar(node);
    return 'value' in scalar ? scalar.value : null;
  }
  if (node.kind === 'sequence') return node.items.map(nodeValue);
  const object: Record<string, JsonValue> = Object.create(null);
  const own: Record<string, JsonValue> = Object.create(null);
  for (const { key, value } of node.entries) {
    if (key.kind !== 'scalar') continue;
    if (key.text === '<<' && key.style === 'plain') merge(object, nodeValue(value));
    else own[readKey(key) ?? key.text] = nodeValue(value);
  }
  return { ...object, ...own };
}

/** Adds the entries of merged maps. The first map takes precedence. */
function merge(into: Record<string, JsonValue>, value: JsonValue): void {
  const maps = Array.isArray(value) ? (value as readonly JsonValue[]) : [value];
  for (const map of maps)
    if (isObject(map)) for (const [key, each] of Object.entries(map)) if (!(key in into)) into[key] = each;
}

export function isObject(value: JsonValue | undefined): value is { readonly [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function sameValue(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item: JsonValue, index) => sameValue(item, other[index]));
  if (!isObject(one) || !isObject(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length && keys.every((key) => key in other && sameValue(one[key], other[key]))
  );
}
