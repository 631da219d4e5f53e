import type { StructuralSchema } from '../../core/schemas/structural-schema.ts';
import type { NodePath } from '../../core/syntax/lookup.ts';
import type { Node } from '../../core/syntax/node.ts';
import { checkCelRules } from '../../core/validation/cel-rules.ts';
import type { Expressions } from '../../core/validation/expressions.ts';
import { below, type Location, type Problem } from '../../core/validation/problem.ts';
import { isUnknowable } from '../../core/validation/unknowable.ts';
import { validateValue } from '../../core/validation/validate-value.ts';

/** The path of a value, and the span of its key. */
export type ValuePlace = readonly [NodePath, Location['span']];

/** Returns the problems of a value against the schema of a ClusterClass variable. */
export function valueProblems(
  value: Node,
  schema: StructuralSchema,
  [path, span]: ValuePlace,
  expressions: Expressions,
): readonly Problem[] {
  const spot = path.reduce<Location>((parent, step) => below(parent, step, span), { span });
  const walk = { problems: [], expressions };
  validateValue(value, schema, spot, walk);
  if (walk.problems.length > 0) return walk.problems;
  expressions.beginObject(value.span.end - value.span.start);
  checkCelRules(value, schema, spot, walk);
  return walk.problems;
}

/** Returns true if a part of the schema of a variable is a template, so that the schema is unknown. */
export function isTemplatedSchema(schema: Node): boolean {
  if (isUnknowable(schema)) return true;
  if (schema.kind === 'sequence') return schema.items.some(isTemplatedSchema);
  if (schema.kind !== 'map') return false;
  return schema.entries.some(
    ({ key, value }) =>
      isUnknowable(key) || (!(key.kind === 'scalar' && TEXTS.has(key.text)) && isTemplatedSchema(value)),
  );
}

/** The texts and values of a schema, which do not change what it accepts. */
const TEXTS: ReadonlySet<string> = new Set(['description', 'title', 'default', 'example', 'message']);
