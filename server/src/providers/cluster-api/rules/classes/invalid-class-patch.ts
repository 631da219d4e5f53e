import { isUnsure } from '../../../../core/facts/checks.ts';
import { fixIn } from '../../../../core/fixes/fix.ts';
import { writeScalar } from '../../../../core/fixes/write-scalar.ts';
import { operationAsObject } from '../../../../core/kustomize/operation-as-object.ts';
import { isKind } from '../../../../core/objects/group-kind.ts';
import { nameOf, type Resource, splitApiVersion } from '../../../../core/objects/resource.ts';
import { withChanges } from '../../../../core/objects/resource-of.ts';
import type { View } from '../../../../core/query/view.ts';
import { defineRule, placeOf, type Report } from '../../../../core/rules/rule.ts';
import { type NodePath, nodeAt, pathText, scalarAt } from '../../../../core/syntax/lookup.ts';
import { problemText } from '../../../../core/validation/problem-text.ts';
import type { Violation } from '../../../../core/validation/violation.ts';
import { KamajiControlPlaneTemplate } from '../../../kamaji-control-plane/kinds.ts';
import {
  type ClassOperation,
  type Definition,
  definitionsOf,
  mayWrite,
  missingStep,
  schemaOfValue,
} from '../../class-patches.ts';
import { ClusterClass } from '../../kinds.ts';
import { type KnownTemplate, knownTemplates } from '../../known-templates.ts';
import { factsOfPatch } from '../../patch-facts.ts';
import { namedItems } from '../../topology-class.ts';

/** The number of operations of one class that are checked. */
const MAX_OPERATIONS = 500;

/**
 * Source: Cluster API v1.5 to v1.14, topology/cluster/patches/engine.go, which applies the operations to the template with
 * evanphx/json-patch and its default options: `add` needs the parent, `replace` and `remove` the field itself.
 */
export const invalidClassPatch = defineRule({
  id: 'invalid-class-patch',
  severity: 'warning',
  effect: 'stuck',
  by: 'controller',
  on: [ClusterClass],
  summary: 'A JSON patch of a ClusterClass cannot be applied to its template, or writes an invalid value.',

  *check(clusterClass, view) {
    if (!nodeAt(clusterClass.root, ['spec', 'patches']) || !view.isComplete(clusterClass)) return;
    const definitions = definitionsOf(clusterClass);
    const earlier: { readonly definition: Definition; readonly operation: ClassOperation }[] = [];
    for (const definition of definitions)
      for (const operation of definition.operations) {
        // Each operation is compared with the earlier ones.
        if (earlier.length >= MAX_OPERATIONS) return;
        if (isChecked(operation, definition)) {
          const before = earlier.flatMap((each) =>
            each.definition.kind === definition.kind && each.definition.apiVersion === definition.apiVersion
              ? [each.operation]
              : [],
          );
          yield* reportsOf(clusterClass, definition, operation, before, view);
        }
        earlier.push({ definition, operation });
      }
  },
});

/** False for operations and paths that the webhook rejects, and for paths of other rules. */
function isChecked({ op, path: { node, steps } }: ClassOperation, { apiVersion, kind }: Definition): boolean {
  const [root, part] = steps.map(({ text }) => text);
  const isByIndex = steps.some(({ text }) => /^\d+$/.test(text) && (op !== 'add' || Number(text) > 0));
  const isKamaji = isKind({ group: apiVersion.split('/')[0] ?? '', kind }, KamajiControlPlaneTemplate);
  const isOutside = isKamaji && part !== 'template';
  return ['add', 'replace', 'remove'].includes(op) && root === 'spec' && !isByIndex && !isOutside && !isUnsure(node);
}

function* reportsOf(
  clusterClass: Resource,
  definition: Definition,
  operation: ClassOperation,
  earlier: readonly ClassOperation[],
  view: View,
): Iterable<Report> {
  const { kind } = definition;
  const type = splitApiVersion(definition.apiVersion);
  const probe = withChanges(clusterClass, { ...type, kind, apiVersion: definition.apiVersion });
  const schema = view.stored(probe)?.schema;
  if (schema) {
    const object = operationAsObject(clusterClass, operation, { ...type, kind }, schema);
    const violation = view.violations(object).find((each) => isOfOperation(each, operation.path.steps.length));
    if (violation) {
      if (operation.op !== 'remove') yield ofViolation(clusterClass, definition, operation, violation);
      return;
    }
    const report = ofVariable(clusterClass, definition, operation, schema);
    if (report) yield report;
    yield* factsOfPatch(clusterClass, definition, operation, object, view);
  }
  for (const template of knownTemplates(clusterClass, definition, view)) {
    const report = ofTemplate(clusterClass, definition, operation, earlier, template);
    if (!report) continue;
    yield report;
    return;
  }
}

/** On the way to the value, an operation only names fields. */
function isOfOperation({ problem: { code, path, node }, definedIn }: Violation, depth: number): boolean {
  if (definedIn !== undefined || code === 'check-limit') return false;
  if (code === 'required-field') return path.length > depth;
  if (code === 'unknown-field' || code === 'wrong-type') return true;
  return path.length >= depth && node.kind === 'scalar' && code !== 'validation-rule-failed';
}

function ofViolation(
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
function ofVariable(
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
  if (!type || !TYPES.includes(type) || type === field.type || isWider || isNarrower) return undefined;
  return {
    resource: clusterClass,
    node: variable,
    path: [...at, 'valueFrom', 'variable'],
    message: `Variable "${variable.text}" has type ${type}, but ${shown(path.steps.map(({ text }) => text))} of ${kind} has type ${field.type}. The API server rejects each ${kind} that patch "${patch}" changes.`,
  };
}

const TYPES = ['string', 'integer', 'number', 'boolean', 'array', 'object'];

function ofTemplate(
  clusterClass: Resource,
  { patch, isAfterExternal }: Definition,
  operation: ClassOperation,
  earlier: readonly ClassOperation[],
  { resource: template, stored }: KnownTemplate,
): Report | undefined {
  const { op, at } = operation;
  const missing = isAfterExternal ? undefined : missingStep(operation, template, stored);
  if (missing === undefined || earlier.some((each) => mayWrite(each, operation, missing + 1))) return undefined;
  const steps = operation.path.steps.map(({ text }) => text);
  const absent = shown(steps.slice(0, missing + 1));
  const isLast = missing === steps.length - 1;
  const remedy = op === 'replace' && isLast ? 'Use add.' : `Add ${absent} with a value that contains the field.`;
  const opNode = scalarAt(clusterClass.root, [...at, 'op']);
  return {
    resource: clusterClass,
    node: operation.path.node,
    path: [...at, 'path'],
    message: `Patch "${patch}" ${VERBS[op] ?? op} ${operation.path.node.text}, but ${nameOf(template)} does not set ${isLast ? 'it' : absent}. JSON patch ${NEEDS[op] ?? ''}.${op === 'remove' ? '' : ` ${remedy}`}`,
    fixes:
      op === 'replace' && isLast && opNode ? fixIn('Change op to add', clusterClass, writeScalar(opNode, 'add')) : [],
    related: [
      {
        place: placeOf(template, template.nameNode ?? template.root),
        message: `${nameOf(template)} is defined here.`,
      },
    ],
  };
}

const VERBS: Readonly<Record<string, string>> = { add: 'adds', replace: 'replaces', remove: 'removes' };
const NEEDS: Readonly<Record<string, string>> = {
  add: 'adds only to objects that exist',
  replace: 'replaces only fields that exist',
  remove: 'removes only fields that exist',
};

function shown(steps: readonly string[]): string {
  return pathText(steps.map((step): NodePath[number] => (/^\d+$/.test(step) ? Number(step) : step)));
}
