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
  readonly schema: StructuralSchema;
  readonly isNamespaced: boolean;
  /** `status` is a subresource: the server drops what is written there before it looks at it. */
  readonly hasStatus: boolean;
  readonly webhook: Webhook;
  readonly expressions: Expressions;
}

/**
 * What the API server refuses in an object of a kind, all at once, where the server stops at its first stage. Not
 * judged here: what validating webhooks refuse.
 */
export function validateDocument(root: MapNode, options: ValidateOptions): readonly Problem[] {
  const walk: Walk = { problems: [], expressions: options.expressions, webhook: options.webhook };
  const spot = { path: [], span: root.entries[0]?.key.span ?? root.span };
  validateObject(root, withoutStatus(options), spot, walk, IMPLIED);
  validateMetadata(
    childOf(root, 'metadata'),
    { path: [], span: keySpan(root, 'metadata') },
    options.isNamespaced,
    walk,
  );
  checkReplicas(root, walk);
  if (walk.problems.length === 0) checkCelRules(root, options.schema, spot, walk);
  return walk.problems;
}

/** Every object has these, whatever its definition says of them. */
const IMPLIED = new Set(['apiVersion', 'kind', 'metadata']);

function withoutStatus({ schema, hasStatus }: ValidateOptions): StructuralSchema {
  const { metadata: _, apiVersion: __, kind: ___, ...properties } = schema.properties ?? {};
  const required = schema.required?.filter((key) => !IMPLIED.has(key) && !(hasStatus && key === 'status'));
  const own: Record<string, StructuralSchema> = { ...properties };
  if (hasStatus && own.status) own.status = unchecked(own.status);
  return { ...schema, properties: own, ...(required ? { required } : {}) };
}

/** The fields of a schema without what it demands of them: unknown ones are still refused. */
function unchecked(schema: StructuralSchema): StructuralSchema {
  const { properties, items, additionalProperties } = schema;
  return {
    ...(properties
      ? { properties: Object.fromEntries(Object.entries(properties).map(([key, each]) => [key, unchecked(each)])) }
      : {}),
    ...(items ? { items: unchecked(items) } : {}),
    ...(typeof additionalProperties === 'object' ? { additionalProperties: unchecked(additionalProperties) } : {}),
    ...(schema['x-kubernetes-preserve-unknown-fields'] ||
    additionalProperties === true ||
    !(properties || items || additionalProperties)
      ? { 'x-kubernetes-preserve-unknown-fields': true }
      : {}),
  };
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
