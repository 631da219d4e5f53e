import type { JsonValue, StructuralSchema } from '../schemas/structural-schema.ts';
import type { Node } from '../syntax/node.ts';
import { andList } from '../text/enumeration.ts';
import { AlternativeMatcher, isIntOrString } from './alternatives.ts';
import { jsonValue, UNKNOWN } from './json-value.ts';
import { type Location, type Problem, pathOf, type Walk } from './problem.ts';
import { somewhere, visitValues } from './visit-values.ts';

/**
 * Reports values that violate `allOf`, `anyOf`, `oneOf` or `not`. Like CEL rules, they apply to the value without nulls and
 * with defaults. A value that already has a problem is not reported again.
 */
export function checkConditions(root: Node, schema: StructuralSchema, spot: Location, walk: Walk): void {
  if (!hasConditions(schema)) return;
  const matcher = new AlternativeMatcher(walk.expressions);
  const known = [...walk.problems];
  visitValues(root, schema, spot, hasConditions, (node, each, at) => {
    if (!hasOwnConditions(each) || matcher.isSpent) return;
    const path = pathOf(at);
    if (known.some((problem) => path.every((step, index) => problem.path[index] === step))) return;
    const value = jsonValue(node, each, UNKNOWN);
    const report = (detail: string, code: Problem['code'] = 'validation-rule-failed') =>
      walk.problems.push({ code, path, span: at.span, node, schema: each, detail });
    for (const detail of violations(value, each, matcher)) report(`it ${detail}`);
    if (matcher.isSpent)
      report('has alternatives in its schema that take too many steps to check', 'check-limit-exceeded');
  });
}

function hasOwnConditions(schema: StructuralSchema): boolean {
  const { allOf, anyOf, oneOf, not } = schema;
  const all = isIntOrString(schema) ? undefined : allOf;
  return (
    all !== undefined || (anyOf !== undefined && !isIntOrString(schema)) || oneOf !== undefined || not !== undefined
  );
}

const hasConditions = somewhere(hasOwnConditions);

/** Yields the ends of sentences that begin with the value. */
function* violations(value: JsonValue, schema: StructuralSchema, matcher: AlternativeMatcher): Iterable<string> {
  const { allOf = [], anyOf, oneOf, not } = schema;
  for (const each of allOf) if (matcher.fits(value, each) === false) yield inAllOf(value, each, matcher);
  if (anyOf && matcher.fits(value, { anyOf }) === false) yield inAnyOf(anyOf);
  if (oneOf && matcher.fits(value, { oneOf }) === false) yield inOneOf(value, oneOf, matcher);
  if (not && matcher.fits(value, { not }) === false) yield inNot(value, not, matcher);
}

/** A part of `allOf` often contains a single other condition. */
function inAllOf(value: JsonValue, part: StructuralSchema, matcher: AlternativeMatcher): string {
  const [inner] = violations(value, part, matcher);
  return inner ?? 'does not match a part of its schema (allOf)';
}

function inAnyOf(alternatives: readonly StructuralSchema[]): string {
  const names = alternatives.flatMap(requiredField);
  return names.length === alternatives.length
    ? `must have at least one of ${andList(names)}`
    : 'must match at least one alternative of its schema (anyOf), but matches none';
}

function inOneOf(value: JsonValue, alternatives: readonly StructuralSchema[], matcher: AlternativeMatcher): string {
  const matching = alternatives.filter((each) => matcher.fits(value, each) === true);
  const others = alternatives.filter((each) => requiredField(each).length === 0);
  const names = alternatives.flatMap(requiredField);
  const isOptional =
    others.length === 1 && (others[0]?.not?.anyOf ?? []).flatMap(requiredField).length === names.length;
  if (others.length > 0 && !isOptional) {
    const count = matching.length === 0 ? 'none' : String(matching.length);
    return `must match exactly one alternative of its schema (oneOf), but matches ${count}`;
  }
  const has = matching.length === 0 ? 'none' : andList(matching.flatMap(requiredField));
  return `must have ${isOptional ? 'at most' : 'exactly'} one of ${andList(names)}, but has ${has}`;
}

function inNot(value: JsonValue, excluded: StructuralSchema, matcher: AlternativeMatcher): string {
  const { required = [], anyOf, ...rest } = excluded;
  const isOnlyRequired = required.length > 0 && anyOf === undefined && Object.keys(rest).length === 0;
  if (isOnlyRequired)
    return required.length === 1 ? `must not have ${required[0]}` : `must not have both ${andList(required)}`;
  const written = (anyOf ?? []).filter((each) => matcher.fits(value, each) === true).flatMap(requiredField);
  return written.length > 0 && required.length === 0 && Object.keys(rest).length === 0
    ? `must not have ${andList(written)}`
    : 'must not match a part of its schema (not)';
}

/** Returns the field that an alternative consists of, if all it does is to require one. */
function requiredField({ required = [], description: _, ...rest }: StructuralSchema): readonly string[] {
  return required.length === 1 && Object.keys(rest).length === 0 ? required : [];
}
