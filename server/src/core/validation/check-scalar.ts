import type { JsonValue, StructuralSchema } from '../schemas/structural-schema.ts';
import type { Node, ScalarNode } from '../syntax/node.ts';
import { isUnsigned, readNumber } from '../syntax/read-number.ts';
import { readScalar, type ScalarValue } from '../syntax/read-scalar.ts';
import { orList } from '../text/enumeration.ts';
import { memoize } from '../text/memoize.ts';
import type { Pattern } from '../text/pattern.ts';
import { formatProblem } from './formats.ts';
import { type Location, type Problem, type ProblemCode, pathOf, type Walk } from './problem.ts';

/** Reports what the API server rejects in a scalar: its type, and the constraints of its schema. */
export function checkScalar(node: ScalarNode, schema: StructuralSchema, spot: Location, walk: Walk): void {
  const value = readScalar(node);
  if (value.type === schema.type && value.type !== 'integer' && value.type !== 'number' && !isBound(schema)) return;
  const report = (code: ProblemCode, detail: string, extra: Partial<Problem> = {}) =>
    walk.problems.push({ code, path: pathOf(spot), span: spanOf(node, spot), node, schema, detail, ...extra });
  if (value.type === 'unreadable') {
    report('wrong-type', 'is not a number that JSON supports');
    return;
  }
  if (!fits(value, schema)) {
    walk.problems.push(typeProblem(node, TYPE_NAMES[value.type], schema, spot));
    return;
  }
  const json = value.type === 'null' ? null : value.value;
  if (schema.enum && !includes(schema.enum, json))
    report('unsupported-value', `must be ${listed(schema.enum)}, but is ${shown(json)}`, {
      candidates: textsOf(schema.enum),
    });
  if (value.type === 'string') checkString(value.value, schema, walk, report);
  if (value.type === 'integer' || value.type === 'number') checkNumber(node.text, value.value, schema, report);
}

/** Returns true if a schema constrains strings or booleans beyond their type. */
function isBound({ enum: values, pattern, format, minLength, maxLength }: StructuralSchema): boolean {
  return (
    values !== undefined ||
    pattern !== undefined ||
    format !== undefined ||
    minLength !== undefined ||
    maxLength !== undefined
  );
}

/** Returns what a pattern requires: in words for the long patterns of addresses. */
function requirementOf(pattern: string, compiled: Pattern, text: string): string {
  if (pattern.includes('25[0-5]') && pattern.includes('[0-9]|3[0-2]'))
    return 'must be a CIDR block such as 192.168.111.0/24';
  if (pattern.includes('25[0-5]') || pattern.includes('[0-9a-fA-F]{1,4}:'))
    return compiled.test(text.replace(/\/\d+$/, ''))
      ? 'must be an IP address without a prefix, such as 192.168.111.1'
      : 'must be an IP address such as 192.168.111.1';
  return `must match the pattern ${pattern}`;
}

type Report = (code: ProblemCode, detail: string, extra?: Partial<Problem>) => void;

function checkString(text: string, schema: StructuralSchema, walk: Walk, report: Report): void {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern, format } = schema;
  // The API server counts characters, each of which is one or two UTF-16 units.
  if (text.length < 2 * minLength || maxLength < text.length) {
    const length = [...text].length;
    if (length < minLength)
      report(
        'value-out-of-range',
        length === 0 ? 'must not be empty' : `must have at least ${count(minLength, 'character')}, but has ${length}`,
      );
    if (length > maxLength)
      report('value-out-of-range', `must have at most ${count(maxLength, 'character')}, but has ${length}`, {
        blocksRules: true,
      });
  }
  const compiled = pattern === undefined ? undefined : walk.expressions.pattern(pattern);
  if (pattern !== undefined && compiled) {
    const fits = compiled.test(text);
    if (fits === false) report('malformed-value', requirementOf(pattern, compiled, text));
    if (fits === undefined)
      report('check-limit-exceeded', 'has a pattern that is too large to match against this text');
  }
  const fault = format === undefined ? undefined : formatProblem(text, format);
  if (fault) report('malformed-value', fault);
}

function checkNumber(text: string, value: number, schema: StructuralSchema, report: Report): void {
  const { minimum, maximum, format } = schema;
  if (minimum !== undefined && (schema.exclusiveMinimum ? value <= minimum : value < minimum))
    report(
      'value-out-of-range',
      `must be ${schema.exclusiveMinimum ? 'greater than' : 'at least'} ${minimum}, but is ${text}`,
    );
  if (maximum !== undefined && (schema.exclusiveMaximum ? value >= maximum : value > maximum))
    report(
      'value-out-of-range',
      `must be ${schema.exclusiveMaximum ? 'less than' : 'at most'} ${maximum}, but is ${text}`,
    );
  if (schema.multipleOf !== undefined && value % schema.multipleOf !== 0)
    report('value-out-of-range', `must be a multiple of ${schema.multipleOf}, but is ${text}`);
  if (format === 'int32' && (value < -(2 ** 31) || value > 2 ** 31 - 1))
    report('value-out-of-range', 'must fit in a 32-bit integer');
  const isInteger = format === 'int64' || schema.type === 'integer' || schema['x-kubernetes-int-or-string'];
  if (isInteger && !fitsIn64Bits(text, value)) report('value-out-of-range', 'must fit in a 64-bit integer');
}

/** Compares the exact integer above 2^53, where a JavaScript number is not exact. */
function fitsIn64Bits(text: string, value: number): boolean {
  if (Math.abs(value) < 2 ** 53) return true;
  const number = readNumber(text);
  return number?.kind === 'integer' ? !isUnsigned(number) : Math.abs(value) < 2 ** 63;
}

function fits(value: ScalarValue, schema: StructuralSchema): boolean {
  if (schema['x-kubernetes-int-or-string']) return value.type === 'integer' || value.type === 'string';
  if (value.type === 'null') return schema.nullable === true || schema.type === undefined;
  if (schema.type === undefined) return true;
  return schema.type === value.type || (schema.type === 'number' && value.type === 'integer');
}

/** Returns the problem of a value of the wrong type. */
export function typeProblem(node: Node, found: string, schema: StructuralSchema, spot: Location): Problem {
  const expected = schema['x-kubernetes-int-or-string']
    ? 'an integer or a string'
    : SCHEMA_TYPES[schema.type ?? 'object'];
  const detail = `must be ${expected}, but is ${found}`;
  return { code: 'wrong-type', path: pathOf(spot), span: spanOf(node, spot), node, schema, detail };
}

/** Returns the span of the value, or of its key if the value is not written. */
function spanOf(node: Node, spot: Location): Problem['span'] {
  if (node.kind !== 'scalar') return spot.span;
  return node.span.end > node.span.start ? node.span : spot.span;
}

const TYPE_NAMES: Readonly<Record<ScalarValue['type'], string>> = {
  null: 'null',
  boolean: 'a boolean',
  integer: 'an integer',
  number: 'a number',
  string: 'a string',
  unreadable: 'an unsupported number',
};

const SCHEMA_TYPES: Readonly<Record<NonNullable<StructuralSchema['type']>, string>> = {
  object: 'an object',
  array: 'a list',
  string: 'a string',
  integer: 'an integer',
  number: 'a number',
  boolean: 'true or false',
};

/** Returns `A, B or C`; of many values only the first ones. */
const listed = memoize((values: readonly JsonValue[]): string => {
  const texts = values.slice(0, MAX_LISTED).map((value) => (value === '' ? '""' : cut(String(value))));
  const others = values.length - texts.length;
  return orList(others > 0 ? [...texts, `one of ${others} other values`] : texts);
});

function includes(values: readonly JsonValue[], value: JsonValue): boolean {
  return values.length > MAX_LISTED ? setOf(values).has(value) : values.includes(value);
}

const setOf = memoize((values: readonly JsonValue[]): ReadonlySet<JsonValue> => new Set(values));

const textsOf = memoize((values: readonly JsonValue[]): readonly string[] => values.map(String));

/** No enumeration of the bundled schemas is longer. */
const MAX_LISTED = 100;

/** Returns a value as messages quote it: a long string is cut. */
function shown(value: JsonValue): string {
  if (typeof value !== 'string') return String(value);
  return `"${cut(value)}"`;
}

function cut(text: string): string {
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN - 1)}…` : text;
}

const MAX_SHOWN = 60;

/** Returns `1 character` or `N characters`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
