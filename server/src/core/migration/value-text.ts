import { scalarText } from '../fixes/write-scalar.ts';
import type { JsonValue } from '../schemas/structural-schema.ts';

/** Returns a value in flow style on one line: `{name: a, ports: [80, 443]}`. */
export function flowText(value: JsonValue, isJson = false): string {
  if (typeof value === 'string') return isJson ? JSON.stringify(value) : scalarText(value);
  if (value === null || typeof value !== 'object') return String(value);
  if (Array.isArray(value))
    return `[${(value as readonly JsonValue[]).map((item) => flowText(item, isJson)).join(', ')}]`;
  const fields = Object.entries(value).map(([key, each]) => `${flowText(key, isJson)}: ${flowText(each, isJson)}`);
  return `{${fields.join(', ')}}`;
}
