import { type NodePath, type PathStep, scalarAt } from '../syntax/lookup.ts';
import type { MapNode, Node, ScalarNode } from '../syntax/node.ts';
import { matches, pathPattern } from '../syntax/path-pattern.ts';
import { CUSTOM_RESOURCE_DEFINITION, type GroupKind, isKind } from './group-kind.ts';
import { isKustomization } from './kustomization.ts';
import { memoizeTree } from './memoize-tree.ts';
import type { ReferenceField } from './reference-field.ts';
import type { Reference } from './references.ts';
import type { Resource } from './resource.ts';

const NAMESPACE: GroupKind = { group: '', kind: 'Namespace' };

/** Keys whose content is defined by others, so it contains no names. */
const OPAQUE = new Set(['data', 'stringData', 'binaryData', 'annotations']);

/** The fields of a kustomization that select the objects to patch, or to copy values between. */
const SELECTED = pathPattern('{patches,patchesJson6902}[].target');
const COPIED = ['replacements[].source', 'replacements[].targets[].select'].map(pathPattern);

/**
 * Returns names of other objects that are not in reference fields: labels and selectors at any depth, namespaces,
 * targets of a kustomization, and the claims of a pool.
 */
export const nameUsesOf = memoizeTree((resource: Resource): readonly Reference[] => {
  if (isKind(resource, CUSTOM_RESOURCE_DEFINITION)) return [];
  const found = selectedBy(resource);
  // One mutable path for the complete walk; copied for each result.
  const path: PathStep[] = [];
  const below = (step: PathStep, node: Node): void => {
    path.push(step);
    walk(node);
    path.pop();
  };
  const walk = (node: Node): void => {
    if (node.alias || node.kind === 'scalar') return;
    if (node.kind === 'sequence') {
      for (const [index, item] of node.items.entries()) if (item.kind !== 'scalar') below(index, item);
      return;
    }
    const at = path.at(-1);
    if (at === 'labels' || at === 'matchLabels') {
      collect(resource, node, path, found);
      return;
    }
    for (const { key, value } of node.entries) {
      if (key.kind !== 'scalar' || OPAQUE.has(key.text)) continue;
      if (value.kind !== 'scalar') below(key.text, value);
      else if (key.text === 'namespace') add(resource, NAMESPACE, value, [...path, key.text], found);
    }
  };
  walk(resource.root);
  for (const { target, node, path } of resource.model.namePartsOf(resource))
    found.push({ ...referenceTo(resource, target, node, path), isPart: true });
  return found;
});

function collect(resource: Resource, labels: MapNode, path: NodePath, found: Reference[]): void {
  for (const { key, value } of labels.entries) {
    const target = key.kind === 'scalar' ? resource.model.nameLabel(key.text) : undefined;
    if (target && key.kind === 'scalar' && value.kind === 'scalar')
      add(resource, target, value, [...path, key.text], found);
  }
}

function selectedBy(resource: Resource): Reference[] {
  const found: Reference[] = [];
  if (!isKustomization(resource)) return found;
  for (const { node, path } of [SELECTED, ...COPIED].flatMap((pattern) => matches(resource.root, pattern))) {
    const [group, kind, name] = ['group', 'kind', 'name'].map((key) => scalarAt(node, [key]));
    // The group may be omitted.
    const groupName = kind && (group?.text ?? resource.model.groupOf(kind.text));
    if (groupName !== undefined && name)
      add(resource, { group: groupName, kind: kind?.text ?? '' }, name, [...path, 'name'], found);
  }
  return found;
}

const PATTERN = pathPattern('metadata.labels');

function add(from: Resource, target: GroupKind, nameNode: ScalarNode, path: NodePath, found: Reference[]): void {
  if (!nameNode.alias && nameNode.text !== '') found.push(referenceTo(from, target, nameNode, path));
}

function referenceTo(from: Resource, target: GroupKind, nameNode: ScalarNode, path: NodePath): Reference {
  const field: ReferenceField = {
    from,
    pattern: PATTERN,
    target,
    usualTargets: [target],
    statesKind: false,
    namespace: target === NAMESPACE ? 'none' : 'own',
    isExternal: true,
    consequence: '',
  };
  return { field, path, nameNode, target: { ...target, name: nameNode.text } };
}
