import { textOfBase64 } from '../text/base64.ts';
import type { ScalarNode } from './node.ts';

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

export function readScalar(node: ScalarNode): ScalarValue {
  if (node.style === 'absent') return node.tag === undefined ? NULL : string('');
  const tag = node.tag?.replace('tag:yaml.org,2002:', '!!');
  if (tag !== undefined) return readTagged(node.text, tag);
  return node.style === 'plain' ? readPlain(node.text) : string(node.text);
}

const NULL: ScalarValue = { type: 'null' };

function string(value: string): ScalarValue {
  return { type: 'string', value };
}

function readTagged(text: string, tag: string): ScalarValue {
  const plain = readPlain(text);
  if (tag === '!!null') return NULL;
  if (tag === '!!binary') return string(textOfBase64(text) ?? text);
  if (tag === '!!bool' && plain.type === 'boolean') return plain;
  if ((tag === '!!int' || tag === '!!float') && (plain.type === 'integer' || plain.type === 'number')) return plain;
  return string(text);
}

function readPlain(text: string): ScalarValue {
  const first = text.charCodeAt(0) | 0x20;
  // Most values start with a letter and are not one of the few special words.
  if (first >= LETTER_A && first <= LETTER_Z) return WORDS.get(text) ?? string(text);
  if (text === '' || text === '~') return NULL;
  if (/^([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$/.test(text)) return { type: 'unreadable' };
  return /^[-+.0-9]/.test(text) ? readNumber(text) : string(text);
}

const LETTER_A = 0x61;
const LETTER_Z = 0x7a;

const WORDS: ReadonlyMap<string, ScalarValue> = new Map<string, ScalarValue>([
  ...['null', 'Null', 'NULL'].map((word) => [word, NULL] as const),
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON', 'true', 'True', 'TRUE'].map(
    (word) => [word, { type: 'boolean', value: true }] as const,
  ),
  ...['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF', 'false', 'False', 'FALSE'].map(
    (word) => [word, { type: 'boolean', value: false }] as const,
  ),
]);

/** Same as Go's ParseInt with base 0, then its float syntax. Underscores are allowed between digits. */
function readNumber(text: string): ScalarValue {
  // Most numbers are short and plain; an address has more dots than a number.
  if (/^[1-9]\d{0,14}$/.test(text)) return { type: 'integer', value: Number(text) };
  if (text.indexOf('.') !== text.lastIndexOf('.')) return string(text);
  const digits = text.replaceAll('_', '');
  const [, sign = '', prefix = '', rest = ''] = /^([-+]?)(0[xX]|0[bB]|0[oO]|0(?=[0-7]+$))?(.*)$/.exec(digits) ?? [];
  const base = BASES[prefix.toLowerCase()];
  if (base?.digits.test(rest)) return numberOf((sign === '-' ? -1 : 1) * Number.parseInt(rest, base.radix));
  if (/^[-+]?(0|[1-9]\d*)$/.test(digits)) return numberOf(Number(digits));
  // Underscores are allowed in integers only.
  if (!/^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/.test(text)) return string(text);
  const value = Number(text);
  return Number.isFinite(value) ? numberOf(value) : string(text);
}

const BASES: Readonly<Record<string, { readonly radix: number; readonly digits: RegExp }>> = {
  '0x': { radix: 16, digits: /^[0-9a-fA-F]+$/ },
  '0b': { radix: 2, digits: /^[01]+$/ },
  '0o': { radix: 8, digits: /^[0-7]+$/ },
  '0': { radix: 8, digits: /^[0-7]+$/ },
};

/** In JSON, a float without a fraction is an integer. */
function numberOf(value: number): ScalarValue {
  return { type: Number.isInteger(value) ? 'integer' : 'number', value };
}

/** Returns the JSON key for a key of a map: the text of numbers and booleans. Undefined if it cannot be a JSON key. */
export function readKey(node: ScalarNode): string | undefined {
  const value = readScalar(node);
  if (value.type === 'null' || value.type === 'unreadable') return undefined;
  return value.type === 'string' ? value.value : String(value.value);
}
