import type { StructuralSchema } from '../schemas/structural-schema.ts';
import { childOf } from '../syntax/lookup.ts';
import type { Node } from '../syntax/node.ts';
import { jsonValue, UnknowableValue } from './json-value.ts';
import { type Location, pathOf, type Walk } from './problem.ts';
import { somewhere, visitValues } from './visit-values.ts';

/**
 * Evaluates the CEL rules of a value and of everything below it. Like the API server, the caller does so only for objects
 * without other problems. Transition rules (`oldSelf`) do not apply to a manifest.
 */
export function checkCelRules(node: Node, schema: StructuralSchema, spot: Location, walk: Walk): void {
  visitValues(node, schema, spot, holdsRules, (value, own, at) => checkOwn(value, own, at, walk));
}

const holdsRules = somewhere((schema) => (schema['x-kubernetes-validations'] ?? []).length > 0);

function checkOwn(node: Node, schema: StructuralSchema, spot: Location, walk: Walk): void {
  const rules = schema['x-kubernetes-validations'] ?? [];
  if (rules.length === 0 || walk.expressions.isSpent) return;
  try {
    const self = jsonValue(node, schema);
    for (const { rule, message, fieldPath } of rules) {
      if (/\boldSelf\b/.test(rule)) continue;
      // The rule that took the last step is reported.
      if (walk.expressions.isSpent) return;
      const verdict = walk.expressions.evaluate(rule, self);
      if (verdict === 'holds') continue;
      const field = fieldPath?.replace(/^\./, '');
      const at = field === undefined ? undefined : childOf(node, field);
      walk.problems.push({
        code: verdict === 'unknown' ? 'check-limit-exceeded' : 'validation-rule-failed',
        path: [...pathOf(spot), ...(field?.split('.') ?? [])],
        span: at?.span ?? spot.span,
        node: at ?? node,
        schema,
        detail: verdict === 'unknown' ? TOO_COSTLY : (message ?? rule),
      });
    }
  } catch (error) {
    // Thrown by `jsonValue` if the value contains a template.
    if (!(error instanceof UnknowableValue)) throw error;
  }
}

const TOO_COSTLY = 'has a CEL rule that takes too many steps to evaluate';
