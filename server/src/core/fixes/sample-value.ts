import type { JsonValue, StructuralSchema } from '../schemas/structural-schema.ts';

/**
 * Returns an initial value for a missing field: its default, its only allowed value, or the required fields of an
 * object. Strings are examples from the ranges that are reserved for documentation (RFC 5737, RFC 2606, RFC 7042).
 * Returns undefined if the value would be arbitrary. `name` is the object's name, which is a usable prefix of names.
 * The caller checks the value against the schema.
 */
export function sampleValue(schema: StructuralSchema, key: string, name: string, depth = 0): JsonValue | undefined {
  if (depth > MAX_DEPTH) return undefined;
  if (schema.default !== undefined) return schema.default;
  const values = (schema.enum ?? []).filter((value) => value !== '');
  if (values.length > 0) return values.length === 1 ? values[0] : undefined;
  switch (schema.type) {
    case 'object':
      return sampleObject(schema, name, depth);
    case 'array':
      return sampleList(schema, key, name, depth);
    case 'string':
      // Of an existing image, the checksum is unknown.
      if (key === 'checksum' && depth === 0) return undefined;
      return key === 'namePrefix' ? name : EXAMPLES[key];
    default:
      return undefined;
  }
}

/** Returns true if a value contains one of the examples, which the user must replace. */
export function hasExample(value: JsonValue): boolean {
  if (typeof value === 'string') return Object.values(EXAMPLES).includes(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(hasExample);
}

function sampleList(
  { items, minItems = 0 }: StructuralSchema,
  key: string,
  name: string,
  depth: number,
): JsonValue | undefined {
  const item = items && sampleValue(items, key, name, depth + 1);
  if (item !== undefined) return [item];
  return minItems > 0 ? undefined : [];
}

function sampleObject(schema: StructuralSchema, name: string, depth: number): JsonValue | undefined {
  const entries: [string, JsonValue][] = [];
  for (const key of schema.required ?? []) {
    const property = schema.properties?.[key];
    const value = property && sampleValue(property, key, name, depth + 1);
    if (value === undefined) return undefined;
    entries.push([key, value]);
  }
  return Object.fromEntries(entries);
}

const MAX_DEPTH = 6;

const EXAMPLES: Readonly<Record<string, string>> = {
  host: '192.0.2.10',
  address: 'redfish://bmc.example.com/redfish/v1/Systems/1',
  bootMACAddress: '00:00:5e:00:53:01',
  checksum: 'http://example.com/image.qcow2.sha256sum',
  url: 'http://example.com/image.qcow2',
  start: '192.0.2.100',
  end: '192.0.2.150',
  gateway: '192.0.2.1',
  subnet: '192.0.2.0/24',
};
