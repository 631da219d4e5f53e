import { type RecordedQuery, resourcesOf } from '../dependencies/recorded-query.ts';
import { indexKey } from '../index/object-index.ts';
import type { GroupKind } from '../objects/group-kind.ts';
import { includedBy } from '../objects/kustomization.ts';
import type { Resource } from '../objects/resource.ts';
import { isTemplate } from '../objects/template-text.ts';
import type { PatchTarget } from '../query/manifests.ts';
import { scalarAt } from '../syntax/lookup.ts';
import type { Node, ScalarNode } from '../syntax/node.ts';
import { Pattern } from '../text/pattern.ts';
import { remembered } from '../text/remembered.ts';

/**
 * What a kustomization's selector certainly selects: the objects at hand that it names, or else the one sort of object
 * that it writes out. Empty where it leaves that open. `groupsOf`: the groups that are known to have a kind.
 */
export function selectedBy(
  query: RecordedQuery,
  kustomization: Resource,
  target: Node | undefined,
  groupsOf: (kind: string) => readonly string[],
): readonly PatchTarget[] {
  const nodes = ['group', 'version', 'kind', 'name'].map((key) => scalarAt(target, [key]));
  const [group, version, kind] = nodes.map((node) => node?.text);
  if (!kind || !isWord(kind)) return [];
  const groups = group === undefined ? groupsOf(kind) : [group];
  const [, versionNode, , nameNode] = nodes;
  const selects = (object: Resource) =>
    fits(versionNode, object.version, false) && fits(nameNode, object.name ?? '', false);
  const objects = groups.flatMap((each) => objectsBuilt(query, kustomization, { group: each, kind }));
  const selected = objects.filter(selects);
  if (selected.length > 0) return distinct(selected);
  // The version of the selector differs from that of the objects: kustomize selects nothing.
  if (objects.some(({ name = '' }) => fits(nameNode, name, false))) return [];
  return group !== undefined && version !== undefined && isWord(group) && isWord(version)
    ? [{ group, version, kind }]
    : [];
}

/** The objects of a kind that a kustomization brings, itself or through those that it takes in. */
function objectsBuilt(query: RecordedQuery, kustomization: Resource, kind: GroupKind): readonly Resource[] {
  query.record(indexKey.builds());
  const files = new Set([...query.index.builds.below(kustomization)].flatMap(includedBy));
  return [...files].flatMap((file) => resourcesOf(query, indexKey.kindIn(kind, file)));
}

/** Whether a selector may mean an object; what it says of labels and annotations is not looked at. */
export function maySelect(target: Node | undefined, { group, version, kind, name }: Resource): boolean {
  const [ownGroup, ownVersion, ownKind, ownName] = ['group', 'version', 'kind', 'name'].map((key) =>
    scalarAt(target, [key]),
  );
  return (
    fits(ownGroup, group, true) &&
    fits(ownVersion, version, true) &&
    fits(ownKind, kind, true) &&
    (name === undefined || isTemplate(name) || isTemplate(ownName?.text ?? '') || mayBeNamed(ownName, name))
  );
}

/** As written, or with what is put before and behind it on the way: kustomize knows an object by all names it had. */
function mayBeNamed(expression: ScalarNode | undefined, name: string): boolean {
  return fits(expression, name, true) || (expression?.text.includes(name) ?? false);
}

/**
 * Kustomize reads a field of a selector as an expression for the complete text; an empty one means all. `otherwise` is
 * the answer where the expression is too costly.
 */
function fits(expression: ScalarNode | undefined, text: string, otherwise: boolean): boolean {
  if (!expression?.text || expression.text === text) return true;
  const pattern = completely(expression);
  return pattern ? (pattern.test(text) ?? otherwise) : false;
}

const completely = remembered(({ text }: ScalarNode) => Pattern.of(`^(?:${text})$`));

function isWord(text: string): boolean {
  return /^[\w.-]+$/.test(text) && !isTemplate(text);
}

function distinct(objects: readonly Resource[]): readonly PatchTarget[] {
  const found = new Map<string, PatchTarget>();
  // In an order that does not depend on which came first.
  for (const object of [...objects].sort((a, b) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1))) {
    const key = `${object.apiVersion} ${object.kind}`;
    if (!found.has(key)) found.set(key, object);
  }
  return [...found.values()];
}
