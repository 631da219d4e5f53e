import type { JsonValue } from '../schemas/structural-schema.ts';
import { mergedEntries } from '../syntax/merge-keys.ts';
import type { Node } from '../syntax/node.ts';
import { readKey, readScalar } from '../syntax/read-scalar.ts';

/** Returns a node as the API server decodes it, without defaults and with nulls. Keys that JSON cannot have are omitted. */
export function plainValue(node: Node): JsonValue {
  if (node.kind === 'sequence') return node.items.map(plainValue);
  if (node.kind === 'map')
    return Object.fromEntries(
      mergedEntries(node).flatMap(({ key, value }) => {
        const name = key.kind === 'scalar' ? readKey(key) : undefined;
        return name === undefined ? [] : [[name, plainValue(value)] as const];
      }),
    );
  const value = readScalar(node);
  return 'value' in value ? value.value : null;
}
