import type { StructuralSchema } from './structural-schema.ts';

/**
 * Returns the schema of a field. A number in the path selects list items; a name selects a field of an object or, for a
 * list, of its items, as in `kubectl explain`. Returns undefined for an unknown field, and for a field of an object
 * that accepts any field.
 */
export function schemaAtPath(
  schema: StructuralSchema,
  path: readonly (string | number)[],
): StructuralSchema | undefined {
  let at: StructuralSchema | undefined = schema;
  for (const step of path) at = at && (typeof step === 'number' ? at.items : childNamed(at, step));
  return at;
}

function childNamed(schema: StructuralSchema, name: string): StructuralSchema | undefined {
  const { properties, additionalProperties, items } = schema;
  if (properties && Object.hasOwn(properties, name)) return properties[name];
  if (typeof additionalProperties === 'object') return additionalProperties;
  return items && childNamed(items, name);
}
