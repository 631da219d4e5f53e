import { reportedNode } from '../../core/facts/reported-node.ts';
import { nameOf, type Resource } from '../../core/objects/resource.ts';
import type { View } from '../../core/query/view.ts';
import type { Report } from '../../core/rules/rule.ts';
import type { NodePath } from '../../core/syntax/lookup.ts';
import { sentenceStart } from '../../core/text/sentence.ts';
import type { ClassOperation, Definition } from './class-patches.ts';

/** The rules whose facts are errors or warnings. */
const RULES = [
  'conflicting-values',
  'duplicate-value',
  'forbidden-field',
  'malformed-value',
  'mutually-exclusive-fields',
  'required-field',
  'unsupported-value',
  'value-out-of-range',
] as const;

/** The rules whose facts depend on the reported field and on fields next to it. */
const OF_ONE_FIELD: ReadonlySet<string> = new Set([
  'malformed-value',
  'required-field',
  'unsupported-value',
  'value-out-of-range',
]);

/**
 * Returns the facts about the value that an operation writes. `object` is the operation as a partial object. Only what is
 * inside of the value is checked, because everything else comes from the template.
 */
export function* factsOfPatch(
  clusterClass: Resource,
  { patch, kind }: Definition,
  { op, path: pointer, at, value }: ClassOperation,
  object: Resource,
  view: View,
): Iterable<Report> {
  if (!value || (op !== 'add' && op !== 'replace')) return;
  const facts = view.factsIn(object);
  for (const rule of RULES)
    for (const { path, node, value: row } of facts.get(rule) ?? []) {
      const isInside = path.length >= pointer.steps.length;
      if ((!isInside && !OF_ONE_FIELD.has(rule)) || (row.severity && row.severity !== 'warning')) continue;
      if (row.versions && !row.versions.includes(object.version)) continue;
      for (const { path: faulty, problem, remedy = row.remedy } of row.find({ resource: object, path, node })) {
        if (!isInside && !isBelow(faulty, pointer.steps)) continue;
        const outcome = row.outcome ?? `${view.titleOf(row.provider)} rejects each ${kind} that the patch changes`;
        yield {
          resource: clusterClass,
          node: reportedNode(object.root, faulty),
          path: [...at, 'value', ...faulty.slice(pointer.steps.length)],
          message: `${problem.replaceAll(nameOf(object), () => `patch "${patch}"`)}. ${sentenceStart(outcome)}.${remedy ? ` ${remedy}` : ''}`,
          ...(row.releases ? { releases: row.releases } : {}),
          ...(row.effect ? { effect: row.effect } : {}),
          ...(row.by ? { by: row.by } : {}),
        };
      }
    }
}

function isBelow(path: NodePath, steps: ClassOperation['path']['steps']): boolean {
  return (
    path.length > steps.length &&
    steps.every(({ text }, index) => typeof path[index] === 'number' || path[index] === text)
  );
}
