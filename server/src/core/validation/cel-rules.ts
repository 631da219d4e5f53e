import type { StructuralSchema } from '../schemas/structural-schema.ts';
import { childOf } from '../syntax/lookup.ts';
import type { Node } from '../syntax/node.ts';
import { memoize } from '../text/memoize.ts';
import { jsonValue, UnknowableValue } from './json-value.ts';
import { below, type Location, pathOf, type Walk } from './problem.ts';
import { isNull } from './unknowable.ts';

/**
 * Evaluates the CEL rules of a value and of everything below it. Like the API server, the caller does so only for objects
 * without other problems. Transition rules (`oldSelf`) do not apply to a manifest.
 */
export function checkCelRules(node: Node, schema: StructuralSchema, spot: Location, walk: Walk): void {
  if (!holdsRules(schema)) return;
  checkOwn(node, schema, spot, walk);
  if (node.kind === 'sequence' && schema.items) {
    for (const [index, item] of node.items.entries())
      checkCelRules(item, schema.items, below(spot, index, item.span), walk);
  }
  if (node.kind !== 'map') return;
  const { properties = {}, additionalProperties } = schema;
  for (const { key, value } of node.entries) {
    if (key.kind !== 'scalar' || isNull(value)) continue;
    const open = typeof additionalProperties === 'object' ? additionalProperties : undefined;
    const own = Object.hasOwn(properties, key.text) ? properties[key.text] : open;
    if (own) checkCelRules(value, own, below(spot, key.text, key.span), walk);
  }
}

/** True if a value or anything below it has rules: most have none. */
const holdsRules: (schema: StructuralSchema) => boolean = memoize((schema) => {
  const { properties = {}, additionalProperties, items } = schema;
  const open = typeof additionalProperties === 'object' ? [additionalProperties] : [];
  return (
    (schema['x-kubernetes-validations'] ?? []).length > 0 ||
    [...Object.values(properties), ...open, ...(items ? [items] : [])].some(holdsRules)
  );
});

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
