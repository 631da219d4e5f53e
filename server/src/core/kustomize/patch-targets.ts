import { type RecordedQuery, resourcesIn } from '../dependencies/recorded-query.ts';
import { indexKey } from '../index/object-index.ts';
import type { GroupKind } from '../objects/group-kind.ts';
import { includedPathsOf } from '../objects/kustomization.ts';
import type { Resource } from '../objects/resource.ts';
import { isTemplate } from '../objects/template-text.ts';
import type { PatchTarget } from '../query/manifests.ts';
import { scalarAt } from '../syntax/lookup.ts';
import type { Node, ScalarNode } from '../syntax/node.ts';
import { memoize } from '../text/memoize.ts';
import { Pattern } from '../text/pattern.ts';

/**
 * Returns what the selector of a kustomization certainly selects: the objects of the workspace that match, or else the
 * single kind that it names. Returns none if that is open. `groupsOf` returns the known groups of a kind.
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
  if (group === undefined || version === undefined || !isWord(group) || !isWord(version)) return [];
  const name = nameNode && isWord(nameNode.text) ? { name: nameNode.text } : {};
  return [{ group, version, kind, ...name }];
}

/** Returns the objects of a kind that a kustomization includes, directly or not. */
function objectsBuilt(query: RecordedQuery, kustomization: Resource, kind: GroupKind): readonly Resource[] {
  query.record(indexKey.builds());
  const files = new Set([...query.index.builds.withIncluded(kustomization)].flatMap(includedPathsOf));
  return [...files].flatMap((file) => resourcesIn(query, { kind, container: file }));
}

/** Returns true if a selector may match an object. Ignores selectors for labels and annotations. */
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

/** The name as written, or with prefixes and suffixes: kustomize matches the original and all intermediate names. */
function mayBeNamed(expression: ScalarNode | undefined, name: string): boolean {
  return fits(expression, name, true) || (expression?.text.includes(name) ?? false);
}

/**
 * Returns true if a field of a selector matches. Kustomize reads it as a regular expression for the complete text; an
 * empty one matches everything. Returns `otherwise` if the expression is too costly.
 */
function fits(expression: ScalarNode | undefined, text: string, otherwise: boolean): boolean {
  if (!expression?.text || expression.text === text) return true;
  const pattern = completely(expression);
  return pattern ? (pattern.test(text) ?? otherwise) : false;
}

const completely = memoize(({ text }: ScalarNode) => Pattern.of(`^(?:${text})$`));

function isWord(text: string): boolean {
  return /^[\w.-]+$/.test(text) && !isTemplate(text);
}

function distinct(objects: readonly Resource[]): readonly PatchTarget[] {
  const found = new Map<string, PatchTarget>();
  // Sorted, so that the result does not depend on the order of edits.
  for (const object of [...objects].sort((a, b) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1))) {
    const key = `${object.apiVersion} ${object.kind}`;
    if (!found.has(key)) found.set(key, object);
  }
  return [...found.values()];
}
