import { IMPLIED, unchecked } from '../schemas/checked-schema.ts';
import type { StructuralSchema } from '../schemas/structural-schema.ts';
import { childOf, scalarAt } from '../syntax/lookup.ts';
import type { MapNode } from '../syntax/node.ts';
import { readScalar } from '../syntax/read-scalar.ts';
import { checkCelRules } from './cel-rules.ts';
import type { Expressions } from './expressions.ts';
import { validateMetadata } from './metadata.ts';
import type { Problem, ProblemCode, Walk } from './problem.ts';
import { isUnknowable } from './unknowable.ts';
import { validateObject, validateValue } from './validate-value.ts';
import { checkDemands } from './webhooks/demands.ts';
import type { WebhookProfile } from './webhooks/profile.ts';
import { rewrite } from './webhooks/rewrite.ts';
import { holderOf, isWrittenByWebhook, originalOf } from './webhooks/written-node.ts';

export interface ValidateOptions {
  /** As the release's CRD has it. */
  readonly schema: StructuralSchema;
  /** The same as objects are checked against it. */
  readonly checked: StructuralSchema;
  readonly isNamespaced: boolean;
  readonly scale?: { readonly specReplicasPath: string };
  /** What re-writes the object before its schema is checked. */
  readonly webhook: WebhookProfile | undefined;
  readonly expressions: Expressions;
}

/**
 * What the API server refuses in an object of a kind, all at once, where the server stops at its first stage. Not
 * judged here: what validating webhooks refuse.
 */
export function validateDocument(written: MapNode, options: ValidateOptions): readonly Problem[] {
  const walk: Walk = { problems: [], expressions: options.expressions };
  const spot = { span: written.entries[0]?.key.span ?? written.span };
  const root = options.webhook ? rewritten(written, options.webhook, options.schema, walk) : written;
  validateObject(root, options.checked, spot, walk, AT_ROOT);
  validateMetadata(childOf(root, 'metadata'), { span: keySpan(root, 'metadata') }, options.isNamespaced, walk);
  checkReplicas(root, options, walk);
  if (!walk.problems.some(isBlocking)) checkCelRules(root, options.checked, spot, walk);
  return options.webhook ? walk.problems.map(inTheText) : walk.problems;
}

/** What SOPS notes of a file that it encrypts is gone when the file is decrypted. */
const AT_ROOT: ReadonlySet<string> = new Set([...IMPLIED, 'sops']);

/** The API server asks no rules in CEL of an object with such a fault anywhere. */
function isBlocking({ code, blocksRules }: Problem): boolean {
  return blocksRules ?? BLOCKING.has(code);
}

const BLOCKING: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'unknown-field',
  'duplicate-key',
  'wrong-type',
  'required-field',
  'unsupported-value',
]);

/**
 * What is said of a value after its webhook is said of what the author wrote for it. Where that is nothing, and the
 * schema refuses what the webhook wrote instead, it is missing.
 */
function inTheText(problem: Problem): Problem {
  const { node, span, path } = problem;
  if (!isWrittenByWebhook(node)) return { ...problem, node: originalOf(node) };
  const holder = holderOf(node) ?? ({ kind: 'scalar', span, text: '', style: 'absent' } as const);
  return { ...problem, code: 'required-field', path, node: holder, detail: 'is missing' };
}

/** The object as the schema gets to see it, after its mutating webhook. */
function rewritten(written: MapNode, webhook: WebhookProfile, schema: StructuralSchema, walk: Walk): MapNode {
  const { root, refusals, lost } = rewrite(written, schema, webhook);
  for (const { node, schema, at } of lost) validateValue(node, unchecked(schema), at, walk);
  for (const refusal of refusals) walk.problems.push({ code: 'wrong-type', ...refusal });
  checkDemands(written, webhook, walk);
  return root;
}

/** The scale subresource counts replicas, and refuses less than none whatever the schema says. */
function checkReplicas(root: MapNode, { scale }: ValidateOptions, walk: Walk): void {
  const path = scale?.specReplicasPath.replace(/^\./, '').split('.') ?? [];
  const node = path.length > 0 ? scalarAt(root, path) : undefined;
  const value = node && !isUnknowable(node) ? readScalar(node) : undefined;
  if (!node || value?.type !== 'integer' || value.value >= 0) return;
  walk.problems.push({ code: 'value-out-of-range', path, span: node.span, node, detail: 'is below 0' });
}

function keySpan(root: MapNode, key: string) {
  const entry = root.entries.find((each) => each.key.kind === 'scalar' && each.key.text === key);
  return (entry?.key ?? root.entries[0]?.key ?? root).span;
}
