import type { StructuralSchema } from '../schemas/structural-schema.ts';
import { childOf } from '../syntax/lookup.ts';
import { mergedEntries } from '../syntax/merge-keys.ts';
import type { Node, SequenceNode } from '../syntax/node.ts';
import { readKey, readScalar } from '../syntax/read-scalar.ts';
import { type Location, pathOf, type Walk } from './problem.ts';

/** Reports duplicate values of lists that are sets, and duplicate keys of lists that are maps. */
export function checkListType(list: SequenceNode, schema: StructuralSchema, spot: Location, walk: Walk): void {
  const kind = schema['x-kubernetes-list-type'];
  if (kind !== 'set' && kind !== 'map') return;
  const keys = schema['x-kubernetes-list-map-keys'] ?? [];
  const seen = new Set<string>();
  for (const [index, item] of list.items.entries()) {
    const identity = kind === 'set' ? canonical(item) : mapIdentity(item, keys, schema.items);
    if (identity === undefined) continue;
    if (seen.has(identity))
      walk.problems.push({
        code: 'duplicate-value',
        path: [...pathOf(spot), index],
        span: item.span,
        node: item,
        detail: kind === 'set' ? 'duplicates an earlier item' : `has the same ${keys.join(' and ')} as an earlier item`,
      });
    seen.add(identity);
  }
}

/** Returns the values of an item's keys, defaults included. The API server treats two items without a key as equal. */
function mapIdentity(item: Node, keys: readonly string[], items: StructuralSchema | undefined): string | undefined {
  if (item.kind !== 'map') return undefined;
  const values = keys.map((key) => {
    const value = childOf(item, key);
    const written = value && !(value.kind === 'scalar' && readScalar(value).type === 'null');
    if (written) return canonical(value);
    const fallback = items?.properties?.[key]?.default;
    return fallback === undefined ? '' : JSON.stringify(fallback);
  });
  return values.join('\n');
}

/** Returns a value as JSON with sorted keys, so that equal values give equal strings. */
function canonical(node: Node): string {
  if (node.kind === 'sequence') return `[${node.items.map(canonical).join(',')}]`;
  if (node.kind === 'map') {
    const entries = mergedEntries(node).map(
      ({ key, value }) => `${JSON.stringify(key.kind === 'scalar' ? readKey(key) : '')}:${canonical(value)}`,
    );
    return `{${entries.sort().join(',')}}`;
  }
  const value = readScalar(node);
  return 'value' in value ? JSON.stringify(value.value) : 'null';
}
