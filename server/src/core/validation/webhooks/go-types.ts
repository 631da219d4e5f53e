import type { StructuralSchema } from '../../schemas/structural-schema.ts';
import { mergedEntries } from '../../syntax/merge-keys.ts';
import type { Node } from '../../syntax/node.ts';
import { readKey, readScalar } from '../../syntax/read-scalar.ts';
import { below, type Location, pathOf } from '../problem.ts';
import { isNull, isUnknowable } from '../unknowable.ts';
import { type GoType, goTypeOf } from './go-field.ts';
import { goValueFault } from './go-values.ts';
import type { Rejection } from './rejection.ts';

/**
 * Checks only the types of a value that a webhook decodes but that is not validated against a schema: `status`, or a field
 * that the webhook drops.
 */
export function checkGoTypes(node: Node, schema: StructuralSchema, at: Location, rejections: Rejection[]): void {
  if (isNull(node) || isUnknowable(node)) return;
  if (!fits(node, goTypeOf(schema), schema.format)) {
    rejections.push({ path: pathOf(at), node, span: node.span, detail: 'has the wrong type' });
    return;
  }
  const fault =
    node.kind === 'scalar' && goTypeOf(schema) === 'Time' ? goValueFault(readScalar(node), 'Time') : undefined;
  if (fault) rejections.push({ path: pathOf(at), node, span: node.span, detail: fault });
  if (node.kind === 'sequence' && schema.items)
    for (const [index, item] of node.items.entries())
      checkGoTypes(item, schema.items, below(at, index, item.span), rejections);
  if (node.kind !== 'map') return;
  const open = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
  for (const { key, value } of mergedEntries(node)) {
    const name = key.kind === 'scalar' ? readKey(key) : undefined;
    if (name === undefined) continue;
    const property = schema.properties && Object.hasOwn(schema.properties, name) ? schema.properties[name] : open;
    if (property) checkGoTypes(value, property, below(at, name, key.span), rejections);
  }
}

function fits(node: Node, type: GoType, format: string | undefined): boolean {
  if (type === 'any') return true;
  if (node.kind === 'map') return type === 'struct' || type === 'map';
  if (node.kind === 'sequence') return type === 'slice';
  const scalar = readScalar(node);
  const value = scalar.type;
  switch (type) {
    case 'string':
    case '[]byte':
    case 'Time':
      return value === 'string';
    case 'int':
      return scalar.type === 'integer' && Math.abs(scalar.value) <= (format === 'int32' ? 2 ** 31 : 2 ** 63);
    case 'float':
      return value === 'integer' || value === 'number';
    case 'bool':
      return value === 'boolean';
    case 'IntOrString':
      return value === 'string' || value === 'integer';
    default:
      return false;
  }
}
