import { IMPLIED } from '../schemas/checked-schema.ts';
import type { StructuralSchema } from '../schemas/structural-schema.ts';
import { childOf } from '../syntax/lookup.ts';
import type { MapNode } from '../syntax/node.ts';
import { checkCelRules } from './cel-rules.ts';
import type { Expressions } from './expressions.ts';
import { validateMetadata } from './metadata.ts';
import type { Webhook } from './mutating-webhooks.ts';
import type { Problem, Walk } from './problem.ts';
import { validateObject } from './validate-value.ts';

export interface ValidateOptions {
  readonly checked: StructuralSchema;
  readonly isNamespaced: boolean;
  readonly webhook: Webhook;
  readonly expressions: Expressions;
}

/**
 * What the API server refuses in an object of a kind, all at once, where the server stops at its first stage. Not
 * judged here: what validating webhooks refuse.
 */
export function validateDocument(root: MapNode, options: ValidateOptions): readonly Problem[] {
  const walk: Walk = { problems: [], expressions: options.expressions, webhook: options.webhook };
  const spot = { span: root.entries[0]?.key.span ?? root.span };
  validateObject(root, options.checked, spot, walk, IMPLIED);
  validateMetadata(childOf(root, 'metadata'), { span: keySpan(root, 'metadata') }, options.isNamespaced, walk);
  checkReplicas(root, walk);
  if (walk.problems.length === 0) checkCelRules(root, options.checked, spot, walk);
  return walk.problems;
}

/** The scale subresource counts replicas, and refuses less than none whatever the schema says. */
function checkReplicas(root: MapNode, walk: Walk): void {
  const node = childOf(childOf(root, 'spec'), 'replicas');
  if (node?.kind !== 'scalar' || !/^-\d+$/.test(node.text) || node.style !== 'plain') return;
  walk.problems.push({
    code: 'out-of-bounds',
    path: ['spec', 'replicas'],
    span: node.span,
    node,
    detail: 'is below 0',
  });
}

function keySpan(root: MapNode, key: string) {
  const entry = root.entries.find((each) => each.key.kind === 'scalar' && each.key.text === key);
  return (entry?.key ?? root.entries[0]?.key ?? root).span;
}
