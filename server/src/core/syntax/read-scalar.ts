import { textOfBase64 } from '../text/base64.ts';
import { LOWER_A, LOWER_Z } from '../text/character-codes.ts';
import type { ScalarNode } from './node.ts';
import { floatKey, isUnsigned, readNumber } from './read-number.ts';
import { isTimestamp } from './timestamp.ts';

/**
 * The value of a scalar in the API server. Kubernetes parses YAML 1.1 by Go's rules and converts it to JSON, so `012`
 * is ten, `on` is true, and `1.0` is an integer. Source: sigs.k8s.io/yaml, and tests with it.
 */
export type ScalarValue =
  | { readonly type: 'null' }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'integer' | 'number'; readonly value: number }
  | { readonly type: 'string'; readonly value: string }
  /** `.inf` and `.nan`, which JSON does not have: the document is rejected. */
  | { readonly type: 'unreadable' };

/** The parts of a scalar that determine its value. */
export type ScalarContent = Pick<ScalarNode, 'text' | 'style'> & { readonly tag?: string | undefined };

export function readScalar({ text, style, tag }: ScalarContent): ScalarValue {
  if (tag !== undefined) return readTagged(text, tag) ?? string(text);
  if (style === 'absent') return NULL;
  return style === 'plain' ? readPlain(text) : string(text);
}

const NULL: ScalarValue = { type: 'null' };

function string(value: string): ScalarValue {
  return { type: 'string', value };
}

/** Returns the value of a scalar with a tag, quoted or not; undefined if the library rejects the text for the tag. */
export function readTagged(text: string, tag: string): ScalarValue | undefined {
  switch (tag.replace('tag:yaml.org,2002:', '!!')) {
    case '!!null':
      return ifType(text, 'null');
    case '!!bool':
      return ifType(text, 'boolean');
    case '!!int':
      return isNumberLike(text) && readNumber(text)?.kind === 'integer' ? readPlain(text) : undefined;
    case '!!float':
      return readFloat(text);
    case '!!timestamp':
      return isTimestamp(text) ? string(text) : undefined;
    case '!!binary': {
      const decoded = textOfBase64(text);
      return decoded === undefined ? undefined : string(decoded);
    }
    default:
      return string(text);
  }
}

function ifType(text: string, type: ScalarValue['type']): ScalarValue | undefined {
  const plain = readPlain(text);
  return plain.type === type ? plain : undefined;
}

function readFloat(text: string): ScalarValue | undefined {
  const plain = readPlain(text);
  if (plain.type === 'unreadable') return plain;
  const number = isNumberLike(text) ? readNumber(text) : undefined;
  return number && !(number.kind === 'integer' && isUnsigned(number)) ? plain : undefined;
}

function readPlain(text: string): ScalarValue {
  const first = text.charCodeAt(0) | 0x20;
  // Most values start with a letter and are not one of the few special words.
  if (first >= LOWER_A && first <= LOWER_Z) return WORDS.get(text) ?? string(text);
  if (text === '' || text === '~') return NULL;
  if (!isNumberLike(text)) return string(text);
  // Most numbers are short and plain.
  if (/^[1-9]\d{0,14}$/.test(text)) return { type: 'integer', value: Number(text) };
  if (/^([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$/.test(text)) return { type: 'unreadable' };
  const number = readNumber(text);
  // In JSON, a float without a fraction is an integer.
  return number ? { type: Number.isInteger(number.value) ? 'integer' : 'number', value: number.value } : string(text);
}

function isNumberLike(text: string): boolean {
  return /^[-+.0-9]/.test(text);
}

const WORDS: ReadonlyMap<string, ScalarValue> = new Map<string, ScalarValue>([
  ...['null', 'Null', 'NULL'].map((word) => [word, NULL] as const),
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON', 'true', 'True', 'TRUE'].map(
    (word) => [word, { type: 'boolean', value: true }] as const,
  ),
  ...['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF', 'false', 'False', 'FALSE'].map(
    (word) => [word, { type: 'boolean', value: false }] as const,
  ),
]);

/** Returns the JSON key for a key of a map: the text of numbers and booleans. Undefined if it cannot be a JSON key. */
export function readKey(node: ScalarContent): string | undefined {
  const value = readScalar(node);
  switch (value.type) {
    case 'null':
      return undefined;
    case 'string':
      return value.value;
    case 'boolean':
      return String(value.value);
    case 'unreadable':
      return node.text.toLowerCase().replace('+', '');
    default:
      return numberKey(node.text, node.tag?.endsWith('float') === true);
  }
}

function numberKey(text: string, isFloat: boolean): string | undefined {
  const number = readNumber(text);
  if (!number) return undefined;
  if (number.kind === 'float' || isFloat) return floatKey(number.value);
  return isUnsigned(number) ? undefined : String(number.exact);
}
