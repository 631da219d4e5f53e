import type { JsonValue, StructuralSchema } from '../schemas/structural-schema.ts';
import type { Node, ScalarNode } from '../syntax/node.ts';
import { readScalar, type ScalarValue } from '../syntax/read-scalar.ts';
import { formatProblem } from './formats.ts';
import { type Problem, type ProblemCode, pathOf, type Spot, type Walk } from './problem.ts';

export function checkScalar(node: ScalarNode, schema: StructuralSchema, spot: Spot, walk: Walk): void {
  const value = readScalar(node);
  if (value.type === schema.type && value.type !== 'integer' && value.type !== 'number' && !isBound(schema)) return;
  const report = (code: ProblemCode, detail: string, extra: Partial<Problem> = {}) =>
    walk.problems.push({ code, path: pathOf(spot), span: spanOf(node, spot), node, schema, detail, ...extra });
  if (value.type === 'unreadable') {
    report('wrong-type', 'is no number that JSON can carry, so the whole document is refused');
    return;
  }
  if (!fits(value, schema)) {
    walk.problems.push(typeProblem(node, TYPE_NAMES[value.type], schema, spot));
    return;
  }
  const json = value.type === 'null' ? null : value.value;
  if (schema.enum && !schema.enum.includes(json))
    report('unsupported-value', `is none of ${listed(schema.enum)}`, { candidates: schema.enum.map(String) });
  if (value.type === 'string') checkString(value.value, schema, walk, report);
  if (value.type === 'integer' || value.type === 'number') checkNumber(node.text, value.value, schema, report);
}

/** Whether it wants more of a text, or of true and false, than its type: most fields do not. */
function isBound({ enum: values, pattern, format, minLength, maxLength }: StructuralSchema): boolean {
  return (
    values !== undefined ||
    pattern !== undefined ||
    format !== undefined ||
    minLength !== undefined ||
    maxLength !== undefined
  );
}

/** What a pattern wants, in words where it is one of the long ones that stand for an address. */
function formOf(pattern: string): string {
  if (pattern.includes('25[0-5]') && pattern.includes('[0-9]|3[0-2]')) return 'is no subnet such as 192.168.111.0/24';
  if (pattern.includes('25[0-5]') || pattern.includes('[0-9a-fA-F]{1,4}:'))
    return 'is no address such as 192.168.111.1';
  return `does not have the form ${pattern}`;
}

type Report = (code: ProblemCode, detail: string, extra?: Partial<Problem>) => void;

function checkString(text: string, schema: StructuralSchema, walk: Walk, report: Report): void {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern, format } = schema;
  // Counted as characters, each of which is one or two UTF-16 units.
  if (text.length < 2 * minLength || maxLength < text.length) {
    const length = [...text].length;
    if (length < minLength)
      report(
        'value-out-of-range',
        length === 0 ? 'is empty, and must not be' : `is shorter than ${minLength} characters`,
      );
    if (length > maxLength)
      report('value-out-of-range', `is longer than ${maxLength} characters`, { blocksRules: true });
  }
  const compiled = pattern === undefined ? undefined : walk.expressions.pattern(pattern);
  if (pattern !== undefined && compiled) {
    const fits = compiled.test(text);
    if (fits === false) report('malformed-value', formOf(pattern));
    if (fits === undefined) report('check-limit', 'has a pattern that is too large to match against this text');
  }
  const fault = format === undefined ? undefined : formatProblem(text, format);
  if (fault) report('malformed-value', fault);
}

function checkNumber(text: string, value: number, schema: StructuralSchema, report: Report): void {
  const { minimum, maximum, format } = schema;
  if (minimum !== undefined && (schema.exclusiveMinimum ? value <= minimum : value < minimum))
    report('value-out-of-range', `is below ${minimum}`);
  if (maximum !== undefined && (schema.exclusiveMaximum ? value >= maximum : value > maximum))
    report('value-out-of-range', `is above ${maximum}`);
  if (schema.multipleOf !== undefined && value % schema.multipleOf !== 0)
    report('value-out-of-range', `is no multiple of ${schema.multipleOf}`);
  if (format === 'int32' && (value < -(2 ** 31) || value > 2 ** 31 - 1))
    report('value-out-of-range', 'does not fit in 32 bits');
  const isWhole = format === 'int64' || schema.type === 'integer' || schema['x-kubernetes-int-or-string'];
  if (isWhole && !fitsIn64Bits(text, value)) report('value-out-of-range', 'does not fit in 64 bits');
}

/** Near its end the range is finer than a number of this language, so the digits decide. */
function fitsIn64Bits(text: string, value: number): boolean {
  if (Math.abs(value) < 2 ** 53 || !/^[-+]?\d+$/.test(text)) return Math.abs(value) <= 2 ** 63;
  const exact = BigInt(text);
  return exact >= -(2n ** 63n) && exact < 2n ** 63n;
}

function fits(value: ScalarValue, schema: StructuralSchema): boolean {
  if (schema['x-kubernetes-int-or-string']) return value.type === 'integer' || value.type === 'string';
  if (value.type === 'null') return schema.nullable === true || schema.type === undefined;
  if (schema.type === undefined) return true;
  return schema.type === value.type || (schema.type === 'number' && value.type === 'integer');
}

export function typeProblem(node: Node, found: string, schema: StructuralSchema, spot: Spot): Problem {
  const expected = schema['x-kubernetes-int-or-string']
    ? 'a whole number or a text'
    : SCHEMA_TYPES[schema.type ?? 'object'];
  const detail = `is ${found}, and must be ${expected}`;
  return { code: 'wrong-type', path: pathOf(spot), span: spanOf(node, spot), node, schema, detail };
}

/** A value that is not written has nothing to underline but its key. */
function spanOf(node: Node, spot: Spot): Problem['span'] {
  if (node.kind !== 'scalar') return spot.span;
  return node.span.end > node.span.start ? node.span : spot.span;
}

const TYPE_NAMES: Readonly<Record<ScalarValue['type'], string>> = {
  null: 'empty',
  boolean: 'a boolean',
  integer: 'a whole number',
  number: 'a number',
  string: 'a text',
  unreadable: 'no number',
};

const SCHEMA_TYPES: Readonly<Record<NonNullable<StructuralSchema['type']>, string>> = {
  object: 'an object',
  array: 'a list',
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};

function listed(values: readonly JsonValue[]): string {
  return values.map((value) => (value === '' ? '""' : String(value))).join(', ');
}
