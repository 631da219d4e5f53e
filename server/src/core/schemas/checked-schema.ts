import { memoize } from '../text/memoize.ts';
import type { StructuralSchema } from './structural-schema.ts';

/** The fields that every object has, even if its CRD does not define them. */
export const IMPLICIT_FIELDS: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata']);

/**
 * Returns the schema that objects of a kind are validated against. If `status` is a subresource, the API server drops
 * its content before validation, but strict decoding still rejects unknown fields in it.
 */
export function checkedSchema(schema: StructuralSchema, hasStatus: boolean): StructuralSchema {
  const properties = Object.fromEntries(
    Object.entries(schema.properties ?? {})
      .filter(([key]) => !IMPLICIT_FIELDS.has(key))
      .map(([key, each]) => [key, hasStatus && key === 'status' ? withoutConstraints(each) : each]),
  );
  const required = (schema.required ?? []).filter(
    (key) => !IMPLICIT_FIELDS.has(key) && !(hasStatus && key === 'status'),
  );
  return { ...schema, properties, required };
}

/** Returns a schema that only defines which fields exist: no types, no required fields, no bounds. */
export const withoutConstraints: (schema: StructuralSchema) => StructuralSchema = memoize((schema) => {
  const { properties, items, additionalProperties } = schema;
  return {
    ...(properties
      ? {
          properties: Object.fromEntries(
            Object.entries(properties).map(([key, each]) => [key, withoutConstraints(each)]),
          ),
        }
      : {}),
    ...(items ? { items: withoutConstraints(items) } : {}),
    ...(typeof additionalProperties === 'object'
      ? { additionalProperties: withoutConstraints(additionalProperties) }
      : {}),
    ...(schema['x-kubernetes-preserve-unknown-fields'] || additionalProperties === true
      ? { 'x-kubernetes-preserve-unknown-fields': true }
      : {}),
  };
});
