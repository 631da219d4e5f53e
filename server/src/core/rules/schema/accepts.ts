import type { StructuralSchema } from '../../schemas/structural-schema.ts';
import type { Node } from '../../syntax/node.ts';
import { Expressions } from '../../validation/expressions.ts';
import type { Problem } from '../../validation/problem.ts';
import { validateValue } from '../../validation/validate-value.ts';

export function accepts(schema: StructuralSchema, value: Node): boolean {
  return problemsOf(schema, value).length === 0;
}

/** Returns true if a schema accepts a value, possibly after a webhook adds missing fields. Only for fields that are certainly the same. */
export function acceptsExceptMissing(schema: StructuralSchema, value: Node): boolean {
  return problemsOf(schema, value).every(({ code }) => code === 'required-field');
}

export function problemCount(schema: StructuralSchema, value: Node): number {
  return problemsOf(schema, value).length;
}

function problemsOf(schema: StructuralSchema, value: Node): readonly Problem[] {
  const walk = { problems: [], expressions: new Expressions() };
  validateValue(value, schema, { span: value.span }, walk);
  return walk.problems;
}
