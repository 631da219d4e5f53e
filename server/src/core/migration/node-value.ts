import type { JsonValue } from '../schemas/structural-schema.ts';
import { mergedEntries } from '../syntax/merge-keys.ts';
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
  for (const { key, value } of mergedEntries(node))
    if (key.kind === 'scalar') object[readKey(key) ?? key.text] = nodeValue(value);
  return { ...object };
}
