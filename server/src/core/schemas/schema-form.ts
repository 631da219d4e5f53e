import { isObject } from './history.ts';
import type { JsonValue } from './structural-schema.ts';

type Form = (value: JsonValue) => boolean;

const isString: Form = (value) => typeof value === 'string';
const isNumber: Form = (value) => typeof value === 'number';
const isBoolean: Form = (value) => typeof value === 'boolean';
const isList: Form = (value) => Array.isArray(value);
const areStrings: Form = (value) => Array.isArray(value) && value.every(isString);
const areRules: Form = (value) =>
  Array.isArray(value) && value.every((rule) => isObject(rule) && isString(rule.rule ?? 0));

/** What Go reads the keys of a schema as (JSONSchemaProps of apiextensions.k8s.io/v1), and the types that the API server knows. */
const FORMS: ReadonlyMap<string, Form> = new Map<string, Form>([
  ['type', (value) => ['object', 'array', 'string', 'integer', 'number', 'boolean'].some((type) => type === value)],
  ...['format', 'pattern', 'x-kubernetes-list-type', 'x-kubernetes-map-type'].map((key) => [key, isString] as const),
  ...['minLength', 'maxLength', 'minimum', 'maximum', 'multipleOf'].map((key) => [key, isNumber] as const),
  ...['minItems', 'maxItems', 'minProperties', 'maxProperties'].map((key) => [key, isNumber] as const),
  ...['nullable', 'exclusiveMinimum', 'exclusiveMaximum', 'uniqueItems'].map((key) => [key, isBoolean] as const),
  ...['int-or-string', 'preserve-unknown-fields', 'embedded-resource'].map(
    (name) => [`x-kubernetes-${name}`, isBoolean] as const,
  ),
  ...['enum', 'allOf', 'anyOf', 'oneOf'].map((key) => [key, isList] as const),
  ...['required', 'x-kubernetes-list-map-keys'].map((key) => [key, areStrings] as const),
  ...['properties', 'patternProperties', 'definitions', 'items', 'not'].map((key) => [key, isObject] as const),
  ['additionalProperties', (value) => isObject(value) || isBoolean(value)],
  ['x-kubernetes-validations', areRules],
]);

/** Returns true if Go can read the keys of a schema; else the API server rejects the CustomResourceDefinition. */
export function isReadableSchema(schema: JsonValue): schema is { readonly [key: string]: JsonValue } {
  return (
    isObject(schema) &&
    Object.entries(schema).every(([key, value]) => value === null || (FORMS.get(key)?.(value) ?? true))
  );
}
