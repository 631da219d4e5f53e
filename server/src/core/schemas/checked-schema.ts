import { remembered } from '../text/remembered.ts';
import type { StructuralSchema } from './structural-schema.ts';

/** Every object has these, whatever its definition says of them. */
export const IMPLIED: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata']);

/**
 * A kind's schema as its objects are checked against it. Where `status` is a subresource the server drops what is
 * written there before it looks at it, and only knows whether the fields exist.
 */
export function checkedSchema(schema: StructuralSchema, hasStatus: boolean): StructuralSchema {
  const properties = Object.fromEntries(
    Object.entries(schema.properties ?? {})
      .filter(([key]) => !IMPLIED.has(key))
      .map(([key, each]) => [key, hasStatus && key === 'status' ? unchecked(each) : each]),
  );
  const required = (schema.required ?? []).filter((key) => !IMPLIED.has(key) && !(hasStatus && key === 'status'));
  return { ...schema, properties, required };
}

/** The fields of a schema without what it demands of them: unknown ones are still refused. */
export const unchecked: (schema: StructuralSchema) => StructuralSchema = remembered((schema) => {
  const { properties, items, additionalProperties } = schema;
  return {
    ...(properties
      ? { properties: Object.fromEntries(Object.entries(properties).map(([key, each]) => [key, unchecked(each)])) }
      : {}),
    ...(items ? { items: unchecked(items) } : {}),
    ...(typeof additionalProperties === 'object' ? { additionalProperties: unchecked(additionalProperties) } : {}),
    ...(schema['x-kubernetes-preserve-unknown-fields'] || additionalProperties === true
      ? { 'x-kubernetes-preserve-unknown-fields': true }
      : {}),
  };
});
