import type { Resource } from '../../core/objects/resource.ts';
import type { Report } from '../../core/rules/rule.ts';
import { scalarAt } from '../../core/syntax/lookup.ts';
import { problemText } from '../../core/validation/problem-text.ts';
import type { Violation } from '../../core/validation/violation.ts';
import { type ClassOperation, type Definition, schemaOfValue, stepsText } from './class-patches.ts';
import { namedItems } from './topology-class.ts';

/**
 * Returns true for a violation that the operation causes. `depth` is the number of steps of its path: on the way to the
 * value, an operation only names fields.
 */
export function isAboutOperation({ problem: { code, path, node }, definedIn }: Violation, depth: number): boolean {
  if (definedIn !== undefined || code === 'check-limit-exceeded') return false;
  if (code === 'required-field') return path.length > depth;
  if (code === 'unknown-field' || code === 'wrong-type') return true;
  return path.length >= depth && node.kind === 'scalar' && code !== 'validation-rule-failed';
}

/** Reports that the schema of the template does not have the field, or rejects the value. */
export function violationReport(
  clusterClass: Resource,
  { patch, apiVersion, kind }: Definition,
  { at, path }: ClassOperation,
  { problem, releases }: Violation,
): Report {
  const outcome =
    problem.code === 'unknown-field'
      ? `${apiVersion} ${kind} has no such field, so patch "${patch}" cannot set it.`
      : `The API server rejects each ${kind} that patch "${patch}" changes.`;
  return {
    resource: clusterClass,
    node: { kind: 'scalar', span: problem.span, text: '', style: 'plain' },
    path: [...at, problem.path.length > path.steps.length ? 'value' : 'path'],
    message: `${problemText(problem)}. ${outcome}`,
    ...(releases.length > 0 ? { releases } : {}),
  };
}

/** Reports a variable of another type than the field. */
export function variableTypeReport(
  clusterClass: Resource,
  { patch, kind }: Definition,
  { at, op, path, variable, value }: ClassOperation,
  schema: Parameters<typeof schemaOfValue>[1],
): Report | undefined {
  const field = schemaOfValue({ op, path }, schema);
  if (!variable || value || op === 'remove' || !field?.type || field['x-kubernetes-int-or-string']) return undefined;
  const defined = namedItems(clusterClass.root, ['spec', 'variables'], 'name')?.find(
    ({ nameNode }) => nameNode.text === variable.text,
  );
  const type = scalarAt(defined?.node, ['schema', 'openAPIV3Schema', 'type'])?.text;
  const isWider = field.type === 'number' && type === 'integer';
  const isNarrower = field.type === 'integer' && type === 'number';
  if (!type || !SCHEMA_TYPES.includes(type) || type === field.type || isWider || isNarrower) return undefined;
  return {
    resource: clusterClass,
    node: variable,
    path: [...at, 'valueFrom', 'variable'],
    message: `Variable "${variable.text}" has type ${type}, but ${stepsText(path.steps.map(({ text }) => text))} of ${kind} has type ${field.type}. The API server rejects each ${kind} that patch "${patch}" changes.`,
  };
}

const SCHEMA_TYPES = ['string', 'integer', 'number', 'boolean', 'array', 'object'];
