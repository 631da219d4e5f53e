import type { StructuralSchema } from '../../schemas/structural-schema.ts';
import type { Node, ScalarNode } from '../../syntax/node.ts';
import { readScalar } from '../../syntax/read-scalar.ts';
import type { Span } from '../../text/span.ts';
import type { GoCode } from './go-code.ts';
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
export function encodeScalar(node: ScalarNode, code: GoCode, schema: StructuralSchema): EncodedScalar {
  if (code.type === 'Q') return encodeQuantity(node);
  const value = readScalar(node);
  if (code.type === 'o' || code.type === 'm' || code.type === 'l')
    return { node, isZero: false, isEmpty: false, ...(isOpen(schema) ? { fault: WRONG_KIND } : {}) };
  const fault = goValueFault(value, code.type);
  // Go drops line breaks in base64.
  if (value.type === 'string' && code.type === 'B' && /[\r\n]/.test(value.value))
    return { node: withText(node, value.value.replace(/[\r\n]/g, '')), isZero: false, isEmpty: false };
  const isEmpty =
    (value.type === 'string' && value.value === '' && 'sB'.includes(code.type)) ||
    (value.type === 'integer' && value.value === 0 && 'if'.includes(code.type)) ||
    (value.type === 'boolean' && !value.value && code.type === 'b');
  return { node, isZero: isEmpty && code.type !== 'B', isEmpty, ...(fault ? { fault } : {}) };
}

/** Trims a quantity: Go trims a resource.Quantity before it parses it. */
function encodeQuantity(node: ScalarNode): EncodedScalar {
  const value = readScalar(node);
  const text = value.type === 'string' ? value.value.replace(SPACES, '') : undefined;
  const trimmed = text === undefined || value.type !== 'string' || text === value.value ? node : withText(node, text);
  const fault = goValueFault(text === undefined ? value : { type: 'string', value: text }, 'Q');
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
