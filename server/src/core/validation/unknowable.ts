import type { StructuralSchema } from '../schemas/structural-schema.ts';
import type { Node } from '../syntax/node.ts';
import { readScalar } from '../syntax/read-scalar.ts';
import { hasPlaceholder, isOmission } from '../templates/placeholder.ts';

/** Returns true for a scalar that YAML reads as null. */
export function isNull(node: Node): boolean {
  // Hot path: null has at most four characters, and few values are as short.
  return node.kind === 'scalar' && node.text.length <= 4 && readScalar(node).type === 'null';
}

/** Returns true for a value that contains a template. YAML reads an unquoted `{{ value }}` as a flow map. */
export function isUnknowable(node: Node): boolean {
  if (node.kind === 'scalar') return hasPlaceholder(node.text);
  if (node.kind !== 'map' || !node.flow) return false;
  const [only] = node.entries;
  return only?.key.kind === 'map' && only.key.flow;
}

/** Returns true for text such as `...` in place of an object or a list, which no tool replaces. */
export function isOmittedStructure(node: Node, { type }: StructuralSchema): boolean {
  return (type === 'object' || type === 'array') && node.kind === 'scalar' && isOmission(node.text);
}
