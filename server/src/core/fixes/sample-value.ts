import type { JsonValue, StructuralSchema } from '../schemas/structural-schema.ts';

/**
 * Returns the smallest valid value as a starting point: the default, the only or first enum value, the minimum, or the
 * required fields of an object. Names and addresses are documentation examples (RFC 5737, RFC 2606). Undefined if no
 * value is known to be valid. The author must review it.
 */
export function sampleValue(schema: StructuralSchema, key: string, name: string, depth = 0): JsonValue | undefined {
  if (depth > MAX_DEPTH) return undefined;
  if (schema.default !== undefined) return schema.default;
  const [only] = (schema.enum ?? []).filter((value) => value !== '');
  if (only !== undefined) return only;
  if (schema['x-kubernetes-int-or-string']) return 1;
  switch (schema.type) {
    case 'object':
      return sampleObject(schema, name, depth);
    case 'array': {
      const item = schema.items && sampleValue(schema.items, key, name, depth + 1);
      return item === undefined ? ((schema.minItems ?? 0) > 0 ? undefined : []) : [item];
    }
    case 'boolean':
      return false;
    case 'integer':
    case 'number':
      return NUMBERS[key] ?? Math.max(schema.minimum ?? 1, 0);
    case 'string':
      return TEXTS[key] ?? (IS_NAME.test(key) ? name : undefined);
    default:
      return undefined;
  }
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

/** Fields whose value is a name, for which the object's name is a usable example. Other strings have specific formats. */
const IS_NAME = /^(name|namePrefix)$|Name$/;

const MAX_DEPTH = 6;

const NUMBERS: Readonly<Record<string, number>> = { port: 6443, prefix: 24, replicas: 1 };

const TEXTS: Readonly<Record<string, string>> = {
  host: '192.0.2.10',
  address: 'redfish://192.0.2.20/redfish/v1/Systems/1',
  bootMACAddress: '00:00:5e:00:53:01',
  checksum: 'http://example.com/image.qcow2.sha256sum',
  url: 'http://example.com/image.qcow2',
  version: 'v1.33.0',
  start: '192.0.2.100',
  end: '192.0.2.150',
  gateway: '192.0.2.1',
  subnet: '192.0.2.0/24',
  timeout: '5m',
};
