import type { StructuralSchema } from '../schemas/structural-schema.ts';
import { childOf } from '../syntax/lookup.ts';
import type { Node, SequenceNode } from '../syntax/node.ts';
import { readKey, readScalar } from '../syntax/read-scalar.ts';
import { pathOf, type Spot, type Walk } from './problem.ts';

/** Lists that are sets hold no value twice; lists that are maps hold no two items with the same keys. */
export function checkListType(list: SequenceNode, schema: StructuralSchema, spot: Spot, walk: Walk): void {
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
        detail:
          kind === 'set' ? 'stands in the list already' : `has the same ${keys.join(' and ')} as an item before it`,
      });
    seen.add(identity);
  }
}

/** The values of an item's keys, defaults included. Two items that both lack one are the same item to the server. */
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

/** A value as JSON with its keys in order, so that equal values are equal texts. */
function canonical(node: Node): string {
  if (node.kind === 'sequence') return `[${node.items.map(canonical).join(',')}]`;
  if (node.kind === 'map') {
    const entries = node.entries.map(
      ({ key, value }) => `${JSON.stringify(key.kind === 'scalar' ? readKey(key) : '')}:${canonical(value)}`,
    );
    return `{${entries.sort().join(',')}}`;
  }
  const value = readScalar(node);
  return 'value' in value ? JSON.stringify(value.value) : 'null';
}
