import type { JsonValue, StructuralSchema } from './structural-schema.ts';

export type JsonSchema = { readonly [key: string]: JsonValue };

/**
 * Returns a structural schema as JSON Schema draft 7, as kubeconform and editors read it. Unknown fields are errors
 * where the API server would drop them, as in strict field validation.
 *
 * Null is allowed where the API server treats it as a missing value. A field with a default is not required.
 *
 * Draft 7 cannot express CEL rules and lists of type `map`; they are omitted. Patterns use the syntax of Go, which is
 * nearly always compatible.
 */
export function jsonSchemaOf(schema: StructuralSchema): JsonSchema {
  const translated = translate(schema, jsonSchemaOf);
  if (schema['x-kubernetes-embedded-resource']) return withResourceFields(schema, translated);
  return { ...translated, ...closed(schema) };
}

/** Adds the fields that every resource has, even if its schema does not define them. */
export function withResourceFields(schema: StructuralSchema, translated: JsonSchema): JsonSchema {
  const { apiVersion = {}, kind = {}, metadata = {} } = schema.properties ?? {};
  return {
    ...translated,
    properties: {
      ...(translated.properties as JsonSchema | undefined),
      apiVersion: { type: 'string', ...translate(apiVersion, branchOf) },
      kind: { type: 'string', ...translate(kind, branchOf) },
      // Kubernetes defines the fields of metadata. A schema can only restrict them.
      metadata: { type: 'object', ...translate(metadata, branchOf) },
    },
    required: [...new Set(['apiVersion', 'kind', ...requiredFields(schema)])],
    ...closed(schema),
  };
}

/** The API server drops unknown fields of an object unless the schema preserves them. */
function closed(schema: StructuralSchema): JsonSchema {
  const { type, properties, additionalProperties } = schema;
  if ((type !== 'object' && !properties) || schema['x-kubernetes-preserve-unknown-fields']) return {};
  return additionalProperties === undefined ? { additionalProperties: false } : {};
}

/** Inside `allOf`, `anyOf`, `oneOf` and `not`, a schema only adds constraints and does not define fields. */
function branchOf(schema: StructuralSchema): JsonSchema {
  return translate(schema, branchOf);
}

/** The keys with the same meaning in both formats. */
const SAME = [
  'description',
  'default',
  'enum',
  'pattern',
  'minLength',
  'maxLength',
  'multipleOf',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
] as const;

function translate(schema: StructuralSchema, inner: (schema: StructuralSchema) => JsonSchema): JsonSchema {
  const { properties, items, additionalProperties, not } = schema;
  return {
    ...typeOf(schema),
    ...Object.fromEntries(SAME.flatMap((key) => (schema[key] === undefined ? [] : [[key, schema[key]]]))),
    ...formatOf(schema),
    ...boundsOf(schema),
    ...(schema['x-kubernetes-list-type'] === 'set' ? { uniqueItems: true } : {}),
    ...(schema.required ? { required: requiredFields(schema) } : {}),
    ...(properties ? { properties: propertiesOf(schema, inner) } : {}),
    ...(items ? { items: inner(items) } : {}),
    ...(typeof additionalProperties === 'object'
      ? { additionalProperties: missingOr(inner(additionalProperties), additionalProperties) }
      : additionalProperties === undefined
        ? {}
        : { additionalProperties }),
    ...junctionsOf(schema),
    ...(not ? { not: branchOf(not) } : {}),
  };
}

/** Returns the fields that a user must set. The API server sets defaults before it checks required fields. */
export function requiredFields({ required = [], properties = {} }: StructuralSchema): readonly string[] {
  return required.filter((name) => !Object.hasOwn(properties, name) || properties[name]?.default === undefined);
}

function propertiesOf(schema: StructuralSchema, inner: (schema: StructuralSchema) => JsonSchema): JsonSchema {
  const required = new Set(requiredFields(schema));
  return Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, each]) => [
      name,
      required.has(name) ? inner(each) : missingOr(inner(each), each),
    ]),
  );
}

/**
 * Allows null for a field that is not nullable: the API server then treats it as missing. A nullable field is validated
 * as is.
 */
function missingOr(translated: JsonSchema, { nullable }: StructuralSchema): JsonSchema {
  if (nullable) return translated;
  const { type, enum: members, oneOf, allOf, anyOf, not, description, ...rest } = translated;
  if (oneOf || allOf || anyOf || not)
    return { ...(description === undefined ? {} : { description }), anyOf: [{ type: 'null' }, translated] };
  return {
    ...(typeof type === 'string' ? { type: [type, 'null'] } : {}),
    ...(Array.isArray(members) ? { enum: [...members, null] } : {}),
    ...(description === undefined ? {} : { description }),
    ...rest,
  };
}

function typeOf({ type, nullable }: StructuralSchema): JsonSchema {
  if (type === undefined) return {};
  return { type: nullable ? [type, 'null'] : type };
}

/** Omits `duration`: JSON Schema uses ISO 8601 (`PT5M`), Kubernetes uses the format of Go (`5m`). */
function formatOf({ format }: StructuralSchema): JsonSchema {
  return format === undefined || format === 'duration' ? {} : { format };
}

/** Draft 7 uses numbers; Kubernetes, like OpenAPI 3.0, uses flags next to the bounds. */
function boundsOf({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: StructuralSchema): JsonSchema {
  return {
    ...(minimum === undefined ? {} : exclusiveMinimum ? { exclusiveMinimum: minimum } : { minimum }),
    ...(maximum === undefined ? {} : exclusiveMaximum ? { exclusiveMaximum: maximum } : { maximum }),
  };
}

function junctionsOf(schema: StructuralSchema): JsonSchema {
  const { allOf, anyOf, oneOf, nullable } = schema;
  if (!schema['x-kubernetes-int-or-string'])
    return {
      ...(allOf ? { allOf: allOf.map(branchOf) } : {}),
      ...(anyOf ? { anyOf: anyOf.map(branchOf) } : {}),
      ...(oneOf ? { oneOf: oneOf.map(branchOf) } : {}),
    };
  const all = [
    ...(allOf ?? []).map(branchOf),
    ...(anyOf && !isIntOrString(anyOf) ? [{ anyOf: anyOf.map(branchOf) }] : []),
    ...(oneOf ? [{ oneOf: oneOf.map(branchOf) }] : []),
  ];
  const types = ['integer', 'string', ...(nullable ? ['null'] : [])];
  return { oneOf: types.map((type) => ({ type })), ...(all.length > 0 ? { allOf: all } : {}) };
}

/**
 * Returns true for `anyOf: [{type: integer}, {type: string}]`, which commonly accompanies `x-kubernetes-int-or-string`.
 */
function isIntOrString(anyOf: readonly StructuralSchema[]): boolean {
  return anyOf.map(({ type, ...rest }) => (Object.keys(rest).length === 0 ? type : '')).join() === 'integer,string';
}
