import type { StructuralSchema } from '../schemas/structural-schema.ts';
import type { Node } from '../syntax/node.ts';
import { memoize } from '../text/memoize.ts';
import { below, type Location } from './problem.ts';
import { isNull } from './unknowable.ts';

/** Returns true if a schema or anything below it fulfills a condition. Memoized, because most schemas do not. */
export function somewhere(condition: (schema: StructuralSchema) => boolean): (schema: StructuralSchema) => boolean {
  const holds: (schema: StructuralSchema) => boolean = memoize((schema) => {
    const { properties = {}, additionalProperties, items } = schema;
    const open = typeof additionalProperties === 'object' ? [additionalProperties] : [];
    return condition(schema) || [...Object.values(properties), ...open, ...(items ? [items] : [])].some(holds);
  });
  return holds;
}

/** Visits a value and everything below it, with their schemas, where `isRelevant`. Nulls have no constraints. */
export function visitValues(
  node: Node,
  schema: StructuralSchema,
  spot: Location,
  isRelevant: (schema: StructuralSchema) => boolean,
  visit: (node: Node, schema: StructuralSchema, spot: Location) => void,
): void {
  if (!isRelevant(schema)) return;
  visit(node, schema, spot);
  if (node.kind === 'sequence' && schema.items) {
    for (const [index, item] of node.items.entries())
      visitValues(item, schema.items, below(spot, index, item.span), isRelevant, visit);
  }
  if (node.kind !== 'map') return;
  const { properties = {}, additionalProperties } = schema;
  for (const { key, value } of node.entries) {
    if (key.kind !== 'scalar' || isNull(value)) continue;
    const open = typeof additionalProperties === 'object' ? additionalProperties : undefined;
    const own = Object.hasOwn(properties, key.text) ? properties[key.text] : open;
    if (own) visitValues(value, own, below(spot, key.text, key.span), isRelevant, visit);
  }
}
