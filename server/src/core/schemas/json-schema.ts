import type { JsonValue, StructuralSchema } from './structural-schema.ts';

export type JsonSchema = { readonly [key: string]: JsonValue };

/**
 * A structural schema in the words of JSON Schema draft 7, as kubeconform and editors read it. Fields that the API
 * server does not know are refused where it would drop them (and refuses them under strict field validation).
 *
 * Nulls are allowed where the server takes them for missing values, and what has a default is not demanded.
 *
 * Lost on the way, since draft 7 has no words for them: CEL rules and lists that are maps. Patterns are Go's; nearly all
 * mean the same everywhere.
 */
export function jsonSchemaOf(schema: StructuralSchema): JsonSchema {
  const translated = translate(schema, jsonSchemaOf);
  if (schema['x-kubernetes-embedded-resource']) return withResourceFields(schema, translated);
  return { ...translated, ...closed(schema) };
}

/** The fields that every resource has, whatever its schema says of them. */
export function withResourceFields(schema: StructuralSchema, translated: JsonSchema): JsonSchema {
  const { apiVersion = {}, kind = {}, metadata = {} } = schema.properties ?? {};
  return {
    ...translated,
    properties: {
      ...(translated.properties as JsonSchema | undefined),
      apiVersion: { type: 'string', ...translate(apiVersion, branchOf) },
      kind: { type: 'string', ...translate(kind, branchOf) },
      // What metadata may hold is Kubernetes' to say, not the schema's: it may only narrow it.
      metadata: { type: 'object', ...translate(metadata, branchOf) },
    },
    required: [...new Set(['apiVersion', 'kind', ...demandedBy(schema)])],
    ...closed(schema),
  };
}

/** In an object whose schema does not say otherwise, unknown fields are dropped. */
function closed(schema: StructuralSchema): JsonSchema {
  const { type, properties, additionalProperties } = schema;
  if ((type !== 'object' && !properties) || schema['x-kubernetes-preserve-unknown-fields']) return {};
  return additionalProperties === undefined ? { additionalProperties: false } : {};
}

/** Inside `allOf`, `anyOf`, `oneOf` and `not`, a schema only narrows and says nothing of unknown fields. */
function branchOf(schema: StructuralSchema): JsonSchema {
  return translate(schema, branchOf);
}

/** These say the same in both. */
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
    ...(schema.required ? { required: demandedBy(schema) } : {}),
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

/** What must be written: the server fills in defaults before it looks for what is missing. */
export function demandedBy({ required = [], properties = {} }: StructuralSchema): readonly string[] {
  return required.filter((name) => !Object.hasOwn(properties, name) || properties[name]?.default === undefined);
}

function propertiesOf(schema: StructuralSchema, inner: (schema: StructuralSchema) => JsonSchema): JsonSchema {
  const demanded = new Set(demandedBy(schema));
  return Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, each]) => [
      name,
      demanded.has(name) ? inner(each) : missingOr(inner(each), each),
    ]),
  );
}

/** A null under a field that cannot be null is as good as not written; one that can be null is judged as it is. */
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

/** JSON Schema's durations are ISO 8601's (`PT5M`), Kubernetes' are Go's (`5m`). */
function formatOf({ format }: StructuralSchema): JsonSchema {
  return format === undefined || format === 'duration' ? {} : { format };
}

/** Draft 7 has numbers where Kubernetes, as OpenAPI 3.0, has flags beside the bounds. */
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
    ...(anyOf && !saysIntOrString(anyOf) ? [{ anyOf: anyOf.map(branchOf) }] : []),
    ...(oneOf ? [{ oneOf: oneOf.map(branchOf) }] : []),
  ];
  const types = ['integer', 'string', ...(nullable ? ['null'] : [])];
  return { oneOf: types.map((type) => ({ type })), ...(all.length > 0 ? { allOf: all } : {}) };
}

/** The customary `anyOf: [{type: integer}, {type: string}]` beside `x-kubernetes-int-or-string`. */
function saysIntOrString(anyOf: readonly StructuralSchema[]): boolean {
  return anyOf.map(({ type, ...rest }) => (Object.keys(rest).length === 0 ? type : '')).join() === 'integer,string';
}
