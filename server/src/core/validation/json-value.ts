import { isTemplate } from '../objects/template-text.ts';
import { isObject } from '../schemas/history.ts';
import type { JsonValue, StructuralSchema } from '../schemas/structural-schema.ts';
import { mergedEntries } from '../syntax/merge-keys.ts';
import type { Node } from '../syntax/node.ts';
import { readKey, readScalar } from '../syntax/read-scalar.ts';
import { isNull, isUnknowable } from './unknowable.ts';

/** A part of the value is rendered later, so nothing is known about the value. */
export class UnknowableValue extends Error {}

/** A part of a value that is rendered later; compared by identity. */
export const UNKNOWN: JsonValue = Object.freeze({});

/**
 * Returns a node as CEL rules receive it: nulls are dropped, defaults are filled in. For a template, throws UnknowableValue
 * or returns `unknown`.
 */
export function jsonValue(node: Node, schema: StructuralSchema, unknown?: JsonValue): JsonValue {
  if (isUnknowable(node) || (unknown !== undefined && hasTemplatedKey(node))) {
    if (unknown === undefined) throw new UnknowableValue();
    return unknown;
  }
  if (node.kind === 'scalar') {
    const value = readScalar(node);
    return 'value' in value ? value.value : null;
  }
  if (node.kind === 'sequence') return node.items.map((item) => jsonValue(item, schema.items ?? {}, unknown));
  const { properties = {}, additionalProperties } = schema;
  const open = typeof additionalProperties === 'object' ? additionalProperties : {};
  const object: Record<string, JsonValue> = {};
  for (const { key, value } of mergedEntries(node)) {
    const name = key.kind === 'scalar' ? readKey(key) : undefined;
    if (name === undefined) continue;
    const own = Object.hasOwn(properties, name) ? (properties[name] ?? {}) : open;
    if (!isNull(value) || own.nullable) object[name] = jsonValue(value, own, unknown);
  }
  addDefaults(object, properties);
  return object;
}

/** Returns true if a template in a key renders to an unknown field, or to several. */
function hasTemplatedKey(node: Node): boolean {
  return node.kind === 'map' && node.entries.some(({ key }) => key.kind === 'scalar' && isTemplate(key.text));
}

/** Returns a default with the defaults of its own fields. */
function withDefaults(value: JsonValue, { properties = {} }: StructuralSchema): JsonValue {
  if (!isObject(value)) return value;
  const object: Record<string, JsonValue> = { ...value };
  addDefaults(object, properties);
  return object;
}

function addDefaults(object: Record<string, JsonValue>, properties: NonNullable<StructuralSchema['properties']>): void {
  for (const [name, property] of Object.entries(properties))
    if (property.default !== undefined && !Object.hasOwn(object, name))
      object[name] = withDefaults(property.default, property);
}
