import type { StructuralSchema } from '../schemas/structural-schema.ts';
import type { Node } from '../syntax/node.ts';

/** Returns the maps and lists at fields that a schema does not have, without those below them. */
export function unknownNodes(root: Node, schema: StructuralSchema | undefined): ReadonlySet<Node> {
  const unknown = new Set<Node>();
  if (schema) collect(root, schema, unknown);
  return unknown;
}

function collect(node: Node, schema: StructuralSchema, unknown: Set<Node>): void {
  if (node.kind === 'scalar' || node.alias) return;
  if (node.kind === 'sequence') {
    if (schema.items) for (const item of node.items) collect(item, schema.items, unknown);
    return;
  }
  const { properties, additionalProperties } = schema;
  // Without properties, any field is possible.
  const isOpen =
    !properties || additionalProperties === true || schema['x-kubernetes-preserve-unknown-fields'] === true;
  for (const { key, value } of node.entries) {
    const own = key.kind === 'scalar' ? properties?.[key.text] : undefined;
    const below = own ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined);
    if (below) collect(value, below, unknown);
    else if (!isOpen && value.kind !== 'scalar') unknown.add(value);
  }
}
