import { isUnsigned, readNumber } from '../read-number.ts';
import { readScalar, readTagged, type ScalarContent } from '../read-scalar.ts';
import type { FaultCode } from './fault.ts';

/** The type of a scalar, as far as keys and merges depend on it. */
export type ScalarKind = 'null' | 'merge' | 'number-too-large' | 'other';

export function kindOfScalar(scalar: ScalarContent): ScalarKind {
  const { text, style, tag } = scalar;
  const isImplicit = tag === undefined ? style === 'plain' : tag === '!';
  if (text === '<<' && (isImplicit || tag === 'tag:yaml.org,2002:merge')) return 'merge';
  const { type } = readScalar(scalar);
  if (type === 'null') return 'null';
  if (type !== 'integer') return 'other';
  // A key above the range of signed 64-bit integers gets a Go type that cannot be a JSON key.
  const number = readNumber(text);
  return number?.kind === 'integer' && isUnsigned(number) ? 'number-too-large' : 'other';
}

/** Returns why the library cannot decode a scalar or convert it to JSON. */
export function findBadScalar(scalar: ScalarContent, isKey: boolean): FaultCode | undefined {
  if (scalar.tag !== undefined && readTagged(scalar.text, scalar.tag) === undefined) return 'bad-tagged-value';
  return !isKey && readScalar(scalar).type === 'unreadable' ? 'not-a-number' : undefined;
}
