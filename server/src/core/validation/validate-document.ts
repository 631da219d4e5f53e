import { IMPLICIT_FIELDS, withoutConstraints } from '../schemas/checked-schema.ts';
import type { StructuralSchema } from '../schemas/structural-schema.ts';
import { childOf, scalarAt } from '../syntax/lookup.ts';
import type { MapNode } from '../syntax/node.ts';
import { readScalar } from '../syntax/read-scalar.ts';
import { checkCelRules } from './cel-rules.ts';
import { checkConditions } from './conditions.ts';
import type { Expressions } from './expressions.ts';
import { validateMetadata } from './metadata.ts';
import type { Problem, ProblemCode, Walk } from './problem.ts';
import { isUnknowable } from './unknowable.ts';
import { validateObject, validateValue } from './validate-value.ts';
import type { WebhookProfile } from './webhooks/profile.ts';
import { checkRequiredFields } from './webhooks/required-fields.ts';
import { rewrite } from './webhooks/rewrite.ts';
import { holderOf, isWrittenByWebhook, originalOf } from './webhooks/written-node.ts';

export interface ValidateOptions {
  /** As the CRD of the release defines it. */
  readonly schema: StructuralSchema;
  /** The form of it that objects are checked against. */
  readonly checked: StructuralSchema;
  readonly isNamespaced: boolean;
  readonly scale?: { readonly specReplicasPath: string };
  /** The webhook that rewrites the object before the schema is checked. */
  readonly webhook: WebhookProfile | undefined;
  readonly expressions: Expressions;
}

/**
 * Returns everything that the API server rejects in an object by the schema of its kind. The server itself stops at the
 * first stage with a problem. Validating webhooks are not modeled here.
 */
export function validateDocument(written: MapNode, options: ValidateOptions): readonly Problem[] {
  const walk: Walk = { problems: [], expressions: options.expressions };
  const spot = { span: written.entries[0]?.key.span ?? written.span };
  const root = options.webhook ? rewritten(written, options.webhook, options.schema, walk) : written;
  validateObject(root, options.checked, spot, walk, AT_ROOT);
  validateMetadata(childOf(root, 'metadata'), { span: keySpan(root, 'metadata') }, options.isNamespaced, walk);
  checkReplicas(root, options, walk);
  checkConditions(root, options.checked, spot, walk);
  if (!walk.problems.some(isBlocking)) {
    walk.expressions.beginObject(written.span.end - written.span.start);
    checkCelRules(root, options.checked, spot, walk);
  }
  return options.webhook ? walk.problems.map(inTheText) : walk.problems;
}

/**
 * Returns the malformed names, namespaces and labels of an object whose schema is unknown. It may be a list or a patch, so
 * missing fields are not reported.
 */
export function metadataProblems(root: MapNode, expressions: Expressions): readonly Problem[] {
  const walk: Walk = { problems: [], expressions };
  const metadata = childOf(root, 'metadata');
  if (metadata) validateMetadata(metadata, { span: keySpan(root, 'metadata') }, true, walk);
  return walk.problems.filter(({ code }) => code === 'invalid-metadata');
}

/** `sops` is the metadata that SOPS removes when it decrypts the file. */
const AT_ROOT: ReadonlySet<string> = new Set([...IMPLICIT_FIELDS, 'sops']);

/** Returns true if the API server evaluates no CEL rules because of the problem. */
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
 * Maps a problem of the rewritten object back to the text. If the schema rejects a value that a webhook wrote and the
 * author did not, the field is missing.
 */
function inTheText(problem: Problem): Problem {
  const { node, span, path } = problem;
  if (!isWrittenByWebhook(node)) return { ...problem, node: originalOf(node) };
  const holder = holderOf(node) ?? ({ kind: 'scalar', span, text: '', style: 'absent' } as const);
  return { ...problem, code: 'required-field', path, node: holder, detail: 'is missing' };
}

/** Returns the object after its mutating webhook, which is what the schema is checked against. */
function rewritten(written: MapNode, webhook: WebhookProfile, schema: StructuralSchema, walk: Walk): MapNode {
  const { root, rejections, lost } = rewrite(written, schema, webhook);
  for (const { node, schema, at } of lost) validateValue(node, withoutConstraints(schema), at, walk);
  for (const rejection of rejections) walk.problems.push({ code: 'wrong-type', ...rejection });
  checkRequiredFields(written, webhook, walk);
  return root;
}

/** Reports negative replicas, which the scale subresource rejects whatever the schema allows. */
function checkReplicas(root: MapNode, { scale }: ValidateOptions, walk: Walk): void {
  const path = scale?.specReplicasPath.replace(/^\./, '').split('.') ?? [];
  const node = path.length > 0 ? scalarAt(root, path) : undefined;
  const value = node && !isUnknowable(node) ? readScalar(node) : undefined;
  if (!node || value?.type !== 'integer' || value.value >= 0) return;
  walk.problems.push({
    code: 'value-out-of-range',
    path,
    span: node.span,
    node,
    detail: `must be at least 0, but is ${node.text}`,
  });
}

function keySpan(root: MapNode, key: string) {
  const entry = root.entries.find((each) => each.key.kind === 'scalar' && each.key.text === key);
  return (entry?.key ?? root.entries[0]?.key ?? root).span;
}
