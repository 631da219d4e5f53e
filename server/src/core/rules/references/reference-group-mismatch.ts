import { fixIn } from '../../fixes/fix.ts';
import { writeScalar } from '../../fixes/write-scalar.ts';
import type { GroupKind } from '../../objects/group-kind.ts';
import { nameOf, type Resource, splitApiVersion } from '../../objects/resource.ts';
import { isTemplate } from '../../objects/template-text.ts';
import type { View } from '../../query/view.ts';
import { type NodePath, scalarAt } from '../../syntax/lookup.ts';
import { mergedEntries } from '../../syntax/merge-keys.ts';
import type { Node, ScalarNode } from '../../syntax/node.ts';
import { defineRule, type Report } from '../rule.ts';

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
    for (const { key, value } of resource.root.kind === 'map' ? resource.root.entries : []) {
      if (key.kind !== 'scalar' || NOT_REFERENCES.has(key.text)) continue;
      for (const { target, ...each } of statedKinds(value, [key.text]))
        if (!known.has(each.node))
          for (const report of reportsOf(each, target, UNKNOWN_CONSEQUENCE, resource, view))
            yield { ...report, severity: 'warning' };
    }
  },
});

/** Whatever reads the reference: some controllers ignore its group. */
const UNKNOWN_CONSEQUENCE = 'No API server serves the kind that this reference states';

/** What the API server and its controllers write. */
const NOT_REFERENCES: ReadonlySet<string> = new Set(['metadata', 'status']);

/** Hot path: few objects contain a reference with a kind. */
function mayStateKinds({ document: { text } }: Resource): boolean {
  return (
    text.indexOf('kind', text.indexOf('kind') + 1) >= 0 &&
    /\bapi(Version|Group)\b[\s\S]*\bapi(Version|Group)\b/.test(text)
  );
}

/** A field that contains the group of a reference: `apiGroup` or `apiVersion`. */
interface StatedGroup {
  readonly node: ScalarNode;
  readonly path: NodePath;
  readonly group: string;
  /** Empty in `apiGroup`. */
  readonly version: string;
}

/** Returns the groups that a reference states. */
function groupsAt(root: Node, reference: NodePath): readonly StatedGroup[] {
  return ['apiGroup', 'apiVersion'].flatMap((key) => {
    const path = [...reference, key];
    const node = scalarAt(root, path);
    if (!node || isTemplate(node.text)) return [];
    const stated = key === 'apiGroup' ? { group: node.text, version: '' } : splitApiVersion(node.text);
    return [{ node, path, ...stated }];
  });
}

/** Yields the references of a value that state a kind, a name and a group. */
function* statedKinds(value: Node, path: NodePath): Iterable<StatedGroup & { readonly target: GroupKind }> {
  if (value.kind === 'scalar') return;
  if (value.kind === 'sequence') {
    for (const [index, item] of value.items.entries()) yield* statedKinds(item, [...path, index]);
    return;
  }
  const kind = scalarAt(value, ['kind'])?.text;
  if (kind !== undefined && scalarAt(value, ['name']))
    for (const each of groupsAt(value, []))
      yield { ...each, path: [...path, ...each.path], target: { group: each.group, kind } };
  for (const { key, value: inner } of mergedEntries(value))
    if (key.kind === 'scalar' && inner.kind !== 'scalar') yield* statedKinds(inner, [...path, key.text]);
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
