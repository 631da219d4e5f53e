import { isObject } from '../schemas/history.ts';
import type { JsonValue, StructuralSchema } from '../schemas/structural-schema.ts';
import type { Expressions } from './expressions.ts';
import { formatProblem } from './formats.ts';
import { UNKNOWN } from './json-value.ts';

/** Undefined if a part of the value is rendered later, or for a schema that the API server does not allow in a condition. */
type Fit = boolean | undefined;

/** The number of values and constraints that are compared for one object. */
const MAX_STEPS = 50_000;

/**
 * Compares values with the schemas inside `allOf`, `anyOf`, `oneOf` and `not`. They only restrict values: they allow unknown
 * fields and have neither types nor defaults. Source: k8s.io/kube-openapi, pkg/validation/validate.
 */
export class AlternativeMatcher {
  readonly #expressions: Expressions;
  #steps = MAX_STEPS;

  constructor(expressions: Expressions) {
    this.#expressions = expressions;
  }

  /** True if the steps for the object are spent, so that every further result is undefined. */
  get isSpent(): boolean {
    return this.#steps <= 0;
  }

  fits(value: JsonValue, schema: StructuralSchema): Fit {
    this.#steps -= 1 + (schema.enum?.length ?? 0);
    if (this.isSpent || value === UNKNOWN || Object.keys(schema).some((key) => !KEYS.has(key))) return undefined;
    // Of null, the API server checks only the type and the enumeration.
    if (value === null) return schema.type === undefined && schema.enum === undefined ? true : undefined;
    const { allOf = [], anyOf, oneOf, not, type } = schema;
    return every([
      () => (type === undefined ? true : fitsType(value, type)),
      () => schema.enum === undefined || schema.enum.some((each) => isEqual(each, value)),
      () => this.#fitsKind(value, schema),
      () => every(allOf.map((each) => () => this.fits(value, each))),
      () => (anyOf ? some(anyOf.map((each) => () => this.fits(value, each))) : true),
      () => (oneOf ? isOne(oneOf.map((each) => this.fits(value, each))) : true),
      () => (not ? negated(this.fits(value, not)) : true),
    ]);
  }

  #fitsKind(value: JsonValue, schema: StructuralSchema): Fit {
    if (typeof value === 'string') return this.#fitsText(value, schema);
    if (typeof value === 'number') return schema.format === undefined ? fitsNumber(value, schema) : undefined;
    if (Array.isArray(value)) return this.#fitsList(value, schema);
    return isObject(value) ? this.#fitsObject(value, schema) : true;
  }

  #fitsText(text: string, { minLength = 0, maxLength, pattern, format }: StructuralSchema): Fit {
    const length = [...text].length;
    if (length < minLength || (maxLength !== undefined && length > maxLength)) return false;
    if (format !== undefined && formatProblem(text, format) !== undefined) return false;
    return pattern === undefined ? true : this.#expressions.pattern(pattern)?.test(text);
  }

  #fitsList(list: readonly JsonValue[], { minItems = 0, maxItems, items }: StructuralSchema): Fit {
    if (list.length < minItems || (maxItems !== undefined && list.length > maxItems)) return false;
    return items ? every(list.map((item) => () => this.fits(item, items))) : true;
  }

  #fitsObject(object: { readonly [key: string]: JsonValue }, schema: StructuralSchema): Fit {
    const { required = [], properties = {}, minProperties = 0, maxProperties } = schema;
    const count = Object.keys(object).length;
    if (count < minProperties || (maxProperties !== undefined && count > maxProperties)) return false;
    if (required.some((key) => !Object.hasOwn(object, key))) return false;
    const written = Object.entries(properties).filter(([key]) => Object.hasOwn(object, key));
    return every(
      written.map(
        ([key, each]) =>
          () =>
            this.fits(object[key] ?? null, each),
      ),
    );
  }
}

/** Returns true for the condition that commonly accompanies `x-kubernetes-int-or-string`, which the type check covers. */
export function isIntOrString(schema: StructuralSchema): boolean {
  if (schema['x-kubernetes-int-or-string'] !== true) return false;
  const { anyOf = schema.allOf?.[0]?.anyOf ?? [] } = schema;
  return anyOf.map(({ type }) => type).join() === 'integer,string' && (schema.allOf?.length ?? 0) <= 1;
}

/** What a structural schema may contain in a condition. */
const KEYS: ReadonlySet<string> = new Set(
  `allOf anyOf oneOf not enum type description required properties minProperties maxProperties items minItems maxItems minLength
  maxLength pattern format minimum maximum exclusiveMinimum exclusiveMaximum multipleOf`.split(/\s+/),
);

/** A structural schema has types only in the condition for an integer or a string. */
function fitsType(value: JsonValue, type: NonNullable<StructuralSchema['type']>): Fit {
  if (type === 'integer') return Number.isInteger(value);
  return type === 'string' ? typeof value === 'string' : undefined;
}

function fitsNumber(value: number, schema: StructuralSchema): boolean {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  if (minimum !== undefined && (exclusiveMinimum ? value <= minimum : value < minimum)) return false;
  if (maximum !== undefined && (exclusiveMaximum ? value >= maximum : value > maximum)) return false;
  return multipleOf === undefined || value % multipleOf === 0;
}

/** Compares a value of an enumeration as Go does, which converts a number to an integer if the enumerated one is. */
function isEqual(one: JsonValue, other: JsonValue): boolean {
  if (Number.isInteger(one) && typeof other === 'number') return one === Math.trunc(other);
  return one === other || (typeof one === 'object' && JSON.stringify(one) === JSON.stringify(other));
}

/** False wins over unknown. */
function every(checks: readonly (() => Fit)[]): Fit {
  let all: Fit = true;
  for (const check of checks) {
    const fit = check();
    if (fit === false) return false;
    if (fit === undefined) all = undefined;
  }
  return all;
}

/** True wins over unknown. */
function some(checks: readonly (() => Fit)[]): Fit {
  return negated(every(checks.map((check) => () => negated(check()))));
}

function isOne(fits: readonly Fit[]): Fit {
  const count = fits.filter((fit) => fit === true).length;
  if (count > 1) return false;
  return fits.includes(undefined) ? undefined : count === 1;
}

function negated(fit: Fit): Fit {
  return fit === undefined ? undefined : !fit;
}
