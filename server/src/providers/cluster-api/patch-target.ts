import { fixIn } from '../../core/fixes/fix.ts';
import { writeScalar } from '../../core/fixes/write-scalar.ts';
import { nameOf, type Resource } from '../../core/objects/resource.ts';
import { placeOf, type Report } from '../../core/rules/rule.ts';
import { scalarAt } from '../../core/syntax/lookup.ts';
import { type ClassOperation, type Definition, mayWrite, missingStep, stepsText } from './class-patches.ts';
import type { KnownTemplate } from './known-templates.ts';

/** Reports that a template does not have what an operation needs: the parent of the field, or the field itself. */
export function missingParentReport(
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
  const absent = stepsText(steps.slice(0, missing + 1));
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
