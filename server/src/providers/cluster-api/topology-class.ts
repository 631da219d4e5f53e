import type { Resource } from '../../core/objects/resource.ts';
import { isTemplate } from '../../core/objects/template-text.ts';
import type { View } from '../../core/query/view.ts';
import { type NodePath, nodeAt, scalarAt } from '../../core/syntax/lookup.ts';
import type { Node, ScalarNode } from '../../core/syntax/node.ts';
import { CLUSTER_GROUP } from './kinds.ts';

/**
 * The class at hand of a Cluster's topology, where both are written out. Undefined too where another of that name stands
 * nearby, in whatever namespace: it may be the one that is meant.
 */
export function classOf(
  cluster: Resource,
  view: Pick<View, 'resolve' | 'isWhole' | 'objectsInAnyNamespace'>,
): Resource | undefined {
  if (nodeAt(cluster.root, ['spec', 'topology'])?.kind !== 'map' || !view.isWhole(cluster)) return undefined;
  for (const reference of cluster.references) {
    const { group, kind, name } = reference.target;
    if (group !== CLUSTER_GROUP || kind !== 'ClusterClass') continue;
    const found = view.resolve(cluster, reference);
    const own = found.kind === 'object' ? found.resource : undefined;
    if (!own || own.broken || !view.isWhole(own)) return undefined;
    const alike = view.objectsInAnyNamespace(cluster, { group, kind }, { name: 'name', value: name });
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
 * The items of a list with what they are called under a key; none where it is not written. Undefined where somebody
 * else fills the list in, or gives an item its name: then nobody knows what it has.
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

/** The lists of workers that a topology and its class have alike. */
export const WORKER_LISTS = ['machineDeployments', 'machinePools'] as const;
