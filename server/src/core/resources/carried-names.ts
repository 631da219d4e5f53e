import type { NodePath } from '../syntax/lookup.ts';
import type { MapNode, Node, ScalarNode } from '../syntax/node.ts';
import { pathPattern } from '../syntax/path-pattern.ts';
import { remembered } from '../text/remembered.ts';
import { CLUSTER_NAME_LABEL } from './facets.ts';
import { GROUPS, type ReferenceField } from './reference-fields.ts';
import type { Reference } from './references.ts';
import type { GroupKind, Resource } from './resource.ts';

/**
 * Labels whose value is the name of an object. They bind nothing by themselves, so no rule reads them as references;
 * but who renames the object means them too. Source: the labels of Cluster API (api/core: cluster_name_label,
 * machineset and machinedeployment labels).
 */
const LABELS: ReadonlyMap<string, GroupKind> = new Map([
  [CLUSTER_NAME_LABEL, { group: GROUPS.cluster, kind: 'Cluster' }],
  ['cluster.x-k8s.io/deployment-name', { group: GROUPS.cluster, kind: 'MachineDeployment' }],
  ['cluster.x-k8s.io/set-name', { group: GROUPS.cluster, kind: 'MachineSet' }],
]);

const KINDS = new Set([...LABELS.values()].map(({ group, kind }) => `${group}/${kind}`));

export function isCarriedBy(label: string): boolean {
  return LABELS.has(label);
}

/** Whether there are labels that carry the names of such objects. */
export function hasCarriers({ group, kind }: GroupKind): boolean {
  return KINDS.has(`${group}/${kind}`);
}

/** The labels and selectors of an object, at any depth, that hold the name of another, as references to it. */
export const carriedNamesOf = remembered((resource: Resource): readonly Reference[] => {
  if (![...LABELS.keys()].some((label) => resource.document.text.includes(label))) return [];
  const found: Reference[] = [];
  const walk = (node: Node, path: NodePath): void => {
    if (node.alias || node.kind === 'scalar') return;
    if (node.kind === 'sequence') {
      for (const [index, item] of node.items.entries()) walk(item, [...path, index]);
      return;
    }
    const at = path.at(-1);
    if (at === 'labels' || at === 'matchLabels') collect(resource, node, path, found);
    else for (const { key, value } of node.entries) if (key.kind === 'scalar') walk(value, [...path, key.text]);
  };
  walk(resource.root, []);
  return found;
});

function collect(resource: Resource, labels: MapNode, path: NodePath, found: Reference[]): void {
  for (const { key, value } of labels.entries) {
    const target = key.kind === 'scalar' ? LABELS.get(key.text) : undefined;
    if (!target || key.kind !== 'scalar' || value.kind !== 'scalar' || value.alias || value.text === '') continue;
    found.push(referenceIn(resource, target, value, [...path, key.text]));
  }
}

const PATTERN = pathPattern('metadata.labels');

function referenceIn(from: Resource, target: GroupKind, nameNode: ScalarNode, path: NodePath): Reference {
  const field: ReferenceField = {
    from,
    pattern: PATTERN,
    target,
    usual: [target],
    statesKind: false,
    namespace: 'own',
    elsewhere: true,
    consequence: '',
  };
  return { field, path, nameNode, target: { ...target, name: nameNode.text } };
}
