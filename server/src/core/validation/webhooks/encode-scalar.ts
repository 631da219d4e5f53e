import type { StructuralSchema } from '../../schemas/structural-schema.ts';
import type { Node, ScalarNode } from '../../syntax/node.ts';
import { readScalar } from '../../syntax/read-scalar.ts';
import type { Span } from '../../text/span.ts';
import type { GoField } from './go-field.ts';
import { goValueFault } from './go-values.ts';
import type { SetValue } from './profile.ts';
import { withText, writtenScalar } from './written-node.ts';

/** `isZero`: the zero value of Go. `isEmpty`: `omitempty` omits it. `fault`: the reason why Go cannot decode it. */
export interface EncodedScalar {
  readonly node: ScalarNode;
  readonly isZero: boolean;
  readonly isEmpty: boolean;
  readonly fault?: string;
}

/**
 * Returns a scalar after Go decodes and encodes it. A scalar of another type is unchanged, so that the schema reports
 * it.
 */
export function encodeScalar(node: ScalarNode, field: GoField, schema: StructuralSchema): EncodedScalar {
  if (field.type === 'Quantity') return encodeQuantity(node);
  const value = readScalar(node);
  if (field.type === 'struct' || field.type === 'map' || field.type === 'slice')
    return { node, isZero: false, isEmpty: false, ...(isOpen(schema) ? { fault: WRONG_KIND } : {}) };
  const fault = goValueFault(value, field.type);
  // Go drops line breaks in base64.
  if (value.type === 'string' && field.type === '[]byte' && /[\r\n]/.test(value.value))
    return { node: withText(node, value.value.replace(/[\r\n]/g, '')), isZero: false, isEmpty: false };
  const isEmpty =
    (value.type === 'string' && value.value === '' && (field.type === 'string' || field.type === '[]byte')) ||
    (value.type === 'integer' && value.value === 0 && (field.type === 'int' || field.type === 'float')) ||
    (value.type === 'boolean' && !value.value && field.type === 'bool');
  return { node, isZero: isEmpty && field.type !== '[]byte', isEmpty, ...(fault ? { fault } : {}) };
}

/** Trims a quantity: Go trims a resource.Quantity before it parses it. */
function encodeQuantity(node: ScalarNode): EncodedScalar {
  const value = readScalar(node);
  const text = value.type === 'string' ? value.value.replace(SPACES, '') : undefined;
  const trimmed = text === undefined || value.type !== 'string' || text === value.value ? node : withText(node, text);
  const fault = goValueFault(text === undefined ? value : { type: 'string', value: text }, 'Quantity');
  return { node: trimmed, isZero: false, isEmpty: false, ...(fault ? { fault } : {}) };
}

/** The whitespace that Go trims, except characters that JSON writes as an escape. */
const SPACES =
  /^[ \u0085\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+|[ \u0085\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+$/g;

export const WRONG_KIND = 'has a type that the webhook cannot decode';

/** Returns true for a schema that accepts any type, and so does not report what Go cannot decode. */
export function isOpen(schema: StructuralSchema): boolean {
  return schema.type === undefined && !schema['x-kubernetes-int-or-string'];
}

/** Returns the value that a webhook sets in place of an existing one; undefined if it keeps it. */
export function valueSetByWebhook(
  { value, prefix, minimum, always }: SetValue,
  node: ScalarNode,
  at: Span,
): Node | undefined {
  const written = readScalar(node);
  if (written.type === 'string') {
    if (prefix !== undefined && !written.value.startsWith(prefix)) return withText(node, prefix + written.value);
    if ((always || written.value === '') && typeof value === 'string') return writtenScalar(at, value);
  }
  if (written.type === 'integer') {
    if (minimum !== undefined && written.value < minimum) return writtenScalar(at, minimum);
    if (written.value === 0 && typeof value === 'number') return writtenScalar(at, value);
  }
  return undefined;
}
