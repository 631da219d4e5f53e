import { fixIn } from '../../fixes/fix.ts';
import { writeScalar } from '../../fixes/write-scalar.ts';
import type { GroupKind } from '../../objects/group-kind.ts';
import { nameOf, type Resource } from '../../objects/resource.ts';
import { isTemplate } from '../../objects/template-text.ts';
import type { View } from '../../query/view.ts';
import type { Node } from '../../syntax/node.ts';
import { defineRule, type Report } from '../rule.ts';
import { groupsAt, type StatedGroup, statedKindsIn } from './stated-kinds.ts';

/**
 * Source: the kinds and groups of the CRDs of all releases. Only for groups in which the stated kind certainly does not
 * exist: another provider may define a kind of the same name in a group of its own.
 */
export const referenceGroupMismatch = defineRule({
  id: 'reference-group-mismatch',
  severity: 'error',
  effect: 'stuck',
  by: 'controller',
  summary: 'A reference that combines a known kind with the wrong API group.',

  *check(resource, view) {
    const known = new Set<Node>();
    for (const { field, path, target } of resource.references) {
      if (!field.statesKind) continue;
      const consequence = `${nameOf(resource)} ${field.consequence}`;
      for (const each of groupsAt(resource.root, path.slice(0, -1))) {
        known.add(each.node);
        if (each.group === target.group) yield* reportsOf(each, target, consequence, resource, view);
      }
    }
    if (!mayStateKinds(resource)) return;
    for (const { target, ...each } of statedKindsIn(resource.root))
      if (!known.has(each.node))
        for (const report of reportsOf(each, target, UNKNOWN_CONSEQUENCE, resource, view))
          yield { ...report, severity: 'warning' };
  },
});

/** Whatever reads the reference: some controllers ignore its group. */
const UNKNOWN_CONSEQUENCE = 'No API server serves the kind that this reference states';

/** Hot path: few objects contain a reference with a kind. */
function mayStateKinds({ document: { text } }: Resource): boolean {
  return (
    text.indexOf('kind', text.indexOf('kind') + 1) >= 0 &&
    /\bapi(Version|Group)\b[\s\S]*\bapi(Version|Group)\b/.test(text)
  );
}

function* reportsOf(
  { node, path, group, version }: StatedGroup,
  target: GroupKind,
  consequence: string,
  resource: Resource,
  view: View,
): Iterable<Report> {
  const known = isTemplate(target.kind) ? undefined : view.kindInOtherGroup(target);
  if (!known) return;
  const right = version === '' ? known.group : versionIn(known, version);
  yield {
    resource,
    node,
    path,
    message: `${target.kind} is in group ${known.group}, not ${group}. ${consequence}.`,
    fixes:
      node.alias || right === undefined
        ? []
        : fixIn(`Change ${path.at(-1)} to ${right}`, resource, writeScalar(node, right)),
  };
}

/** Returns the apiVersion of a kind in the stated version, or else in the only one that it has. */
function versionIn({ group, versions }: GroupKind & { readonly versions: readonly string[] }, version: string) {
  const [found] = versions.includes(version) ? [version] : versions.length === 1 ? versions : [];
  return found === undefined ? undefined : `${group}/${found}`;
}
