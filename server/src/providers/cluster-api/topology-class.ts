import { isKind } from '../../core/objects/group-kind.ts';
import type { Resource } from '../../core/objects/resource.ts';
import { isTemplate } from '../../core/objects/template-text.ts';
import type { View } from '../../core/query/view.ts';
import { entryOf, type NodePath, nodeAt, scalarAt } from '../../core/syntax/lookup.ts';
import type { Node, ScalarNode } from '../../core/syntax/node.ts';
import { ClusterClass } from './kinds.ts';

/**
 * Returns the ClusterClass of a Cluster's topology, if it is in the workspace and both are complete. Undefined if another class
 * with the same name is nearby, in any namespace, because the reference can mean that one.
 */
export function classOf(
  cluster: Resource,
  view: Pick<View, 'resolve' | 'isComplete' | 'objectsInAnyNamespace'>,
): Resource | undefined {
  if (nodeAt(cluster.root, ['spec', 'topology'])?.kind !== 'map' || !view.isComplete(cluster)) return undefined;
  for (const reference of cluster.references) {
    const { target } = reference;
    if (!isKind(target, ClusterClass)) continue;
    const found = view.resolve(cluster, reference);
    const own = found.kind === 'object' ? found.resource : undefined;
    if (!own || own.broken || !view.isComplete(own)) return undefined;
    const alike = view.objectsInAnyNamespace(cluster, ClusterClass, { name: 'name', value: target.name });
    return alike.every((each) => each === own) ? own : undefined;
  }
  return undefined;
}

export interface NamedItem {
  readonly path: NodePath;
  readonly node: Node;
  readonly nameNode: ScalarNode;
}

/**
 * Returns the items of a list with the values of a key; empty if the list is absent. Undefined if the list or one of the values
 * is a template.
 */
export function namedItems(root: Node, path: NodePath, key: string): readonly NamedItem[] | undefined {
  const list = nodeAt(root, path);
  if (!list || (list.kind === 'scalar' && ['', 'null', '~'].includes(list.text))) return [];
  if (list.kind !== 'sequence') return undefined;
  const items: NamedItem[] = [];
  for (const [index, node] of list.items.entries()) {
    const nameNode = scalarAt(node, [key]);
    if (!nameNode || isTemplate(nameNode.text)) return undefined;
    items.push({ path: [...path, index], node, nameNode });
  }
  return items;
}

/** The lists of workers that topologies and classes share. */
export const WORKER_LISTS = ['machineDeployments', 'machinePools'] as const;

/** Returns the paths of the overrides of variables in parts of a topology. */
export function* overridesIn(cluster: Resource): Iterable<NodePath> {
  const topology = ['spec', 'topology'];
  yield [...topology, 'controlPlane', 'variables', 'overrides'];
  for (const list of WORKER_LISTS)
    for (const { path } of namedItems(cluster.root, [...topology, 'workers', list], 'class') ?? [])
      yield [...path, 'variables', 'overrides'];
}

/** Returns true if an extension can generate patches of a class, and define variables for them. */
export function hasExtension({ root }: Resource): boolean {
  const patches = nodeAt(root, ['spec', 'patches']);
  return (
    patches !== undefined && (patches.kind !== 'sequence' || patches.items.some((each) => entryOf(each, 'external')))
  );
}
