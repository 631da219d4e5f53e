import type { StructuralSchema } from './structural-schema.ts';

/**
 * What a schema says of a field. A number in the path is an item of a list; a name steps into an object, and through a
 * list into its items, as `kubectl explain` does. Undefined where the schema does not say: the field is unknown, or
 * stands where anything may.
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
