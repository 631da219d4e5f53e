import { isUnsure } from '../../../../core/facts/field-values.ts';
import { operationAsObject } from '../../../../core/kustomize/operation-as-object.ts';
import { isKind } from '../../../../core/objects/group-kind.ts';
import { type Resource, splitApiVersion } from '../../../../core/objects/resource.ts';
import { withChanges } from '../../../../core/objects/resource-of.ts';
import type { View } from '../../../../core/query/view.ts';
import { defineRule, type Report } from '../../../../core/rules/rule.ts';
import { nodeAt } from '../../../../core/syntax/lookup.ts';
import { KamajiControlPlaneTemplate } from '../../../kamaji-control-plane/kinds.ts';
import { type ClassOperation, type Definition, definitionsOf } from '../../class-patches.ts';
import { ClusterClass } from '../../kinds.ts';
import { knownTemplates } from '../../known-templates.ts';
import { factsOfPatch } from '../../patch-facts.ts';
import { missingParentReport } from '../../patch-target.ts';
import { isAboutOperation, variableTypeReport, violationReport } from '../../patch-value.ts';

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
    const violation = view.violations(object).find((each) => isAboutOperation(each, operation.path.steps.length));
    if (violation) {
      if (operation.op !== 'remove') yield violationReport(clusterClass, definition, operation, violation);
      return;
    }
    const report = variableTypeReport(clusterClass, definition, operation, schema);
    if (report) yield report;
    yield* factsOfPatch(clusterClass, definition, operation, object, view);
  }
  for (const template of knownTemplates(clusterClass, definition, view)) {
    const report = missingParentReport(clusterClass, definition, operation, earlier, template);
    if (!report) continue;
    yield report;
    return;
  }
}
