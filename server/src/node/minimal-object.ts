import type { JsonValue, StructuralSchema } from '../core/index.ts';

/**
 * Returns an object with the required fields of its schema, each with its default, its first allowed value, or a value of
 * its type. Strings with a pattern can be wrong.
 */
export function minimalObject(apiVersion: string, kind: string, schema: StructuralSchema | undefined): JsonValue {
  const spec = schema?.properties?.spec;
  const value = spec && required(spec);
  const isEmpty = typeof value !== 'object' || value === null || Object.keys(value).length === 0;
  return { apiVersion, kind, metadata: { name: 'edge' }, ...(isEmpty ? {} : { spec: value }) };
}

function required(schema: StructuralSchema): JsonValue {
  if (schema.default !== undefined) return schema.default;
  const value = schema.enum?.find((each) => each !== '');
  if (value !== undefined) return value;
  switch (schema.type) {
    case 'array':
      return schema.items && schema.minItems
        ? Array.from({ length: schema.minItems }, () => required(schema.items ?? {}))
        : [];
    case 'boolean':
      return true;
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'string':
      return 'edge';
    default:
      return Object.fromEntries(
        (schema.required ?? []).flatMap((key) => {
          const property = schema.properties?.[key];
          return property ? [[key, required(property)]] : [];
        }),
      );
  }
}
