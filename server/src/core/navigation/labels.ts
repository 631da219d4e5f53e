import { isCarriedBy } from '../resources/carried-names.ts';
import { clusterNameOf } from '../resources/facets.ts';
import { GROUPS } from '../resources/reference-fields.ts';
import type { GroupKind, Resource } from '../resources/resource.ts';
import { childOf, type NodePath, nodeAt } from '../syntax/lookup.ts';
import type { ScalarNode } from '../syntax/node.ts';
import { remembered } from '../text/remembered.ts';
import { folderOf, namespaceKey } from '../workspace/object-index.ts';
import { type Manifests, type Named, type Occurrence, occurrenceOf } from './named.ts';

/** What is chosen by labels: hosts by machines, Clusters by resource sets, machines by those who make or check them. */
export type LabelRealm = 'host' | 'cluster' | 'machine';

interface LabelPlace {
  readonly of: GroupKind;
  readonly path: NodePath;
  readonly realm: LabelRealm;
  /** Whether labels stand there, or a selector. */
  readonly role: Occurrence['role'];
}

/** Facts: chooseHost of CAPM3; the selectors of MachineDeployment, MachineSet, MachineHealthCheck, ClusterResourceSet. */
const PLACES: readonly LabelPlace[] = [
  place('host', 'definition', GROUPS.metal3, 'BareMetalHost', 'metadata.labels'),
  place('host', 'reference', GROUPS.infrastructure, 'Metal3MachineTemplate', 'spec.template.spec.hostSelector'),
  place('host', 'reference', GROUPS.infrastructure, 'Metal3Machine', 'spec.hostSelector'),
  place('cluster', 'definition', GROUPS.cluster, 'Cluster', 'metadata.labels'),
  place('cluster', 'reference', 'addons.cluster.x-k8s.io', 'ClusterResourceSet', 'spec.clusterSelector'),
  ...['MachineDeployment', 'MachineSet'].flatMap((kind) => [
    place('machine', 'definition', GROUPS.cluster, kind, 'spec.template.metadata.labels'),
    place('machine', 'reference', GROUPS.cluster, kind, 'spec.selector'),
  ]),
  place('machine', 'definition', GROUPS.cluster, 'Machine', 'metadata.labels'),
  place('machine', 'reference', GROUPS.cluster, 'MachineHealthCheck', 'spec.selector'),
];

function place(realm: LabelRealm, role: LabelPlace['role'], group: string, kind: string, path: string): LabelPlace {
  return { of: { group, kind }, path: path.split('.'), realm, role };
}

interface WrittenLabel {
  readonly realm: LabelRealm;
  readonly role: Occurrence['role'];
  readonly key: ScalarNode;
  readonly values: readonly ScalarNode[];
}

/** The labels of an object, and those it asks for, where objects are chosen by them. */
const writtenLabelsOf = remembered((resource: Resource): readonly WrittenLabel[] =>
  PLACES.filter(({ of }) => of.kind === resource.kind && of.group === resource.group).flatMap(
    ({ path, realm, role }) => {
      const node = nodeAt(resource.root, path);
      const pairs =
        role === 'definition' ? pairsIn(node) : [...pairsIn(childOf(node, 'matchLabels')), ...expressionsIn(node)];
      return pairs.filter(({ key }) => !isCarriedBy(key.text)).map((pair) => ({ realm, role, ...pair }));
    },
  ),
);

type Pair = Pick<WrittenLabel, 'key' | 'values'>;

function pairsIn(labels: ReturnType<typeof nodeAt>): readonly Pair[] {
  if (labels?.kind !== 'map' || labels.alias) return [];
  return labels.entries.flatMap(({ key, value }) =>
    key.kind === 'scalar' && value.kind === 'scalar' && !value.alias && key.text !== '<<'
      ? [{ key, values: value.style === 'absent' ? [] : [value] }]
      : [],
  );
}

function expressionsIn(selector: ReturnType<typeof nodeAt>): readonly Pair[] {
  const expressions = childOf(selector, 'matchExpressions');
  if (expressions?.kind !== 'sequence' || expressions.alias) return [];
  return expressions.items.flatMap((item) => {
    const key = childOf(item, 'key');
    const values = childOf(item, 'values');
    if (key?.kind !== 'scalar' || key.style === 'absent') return [];
    const listed = values?.kind === 'sequence' ? values.items.filter((each) => each.kind === 'scalar') : [];
    return [{ key, values: listed }];
  });
}

/** The label at a scalar: of its value where that is pointed at, else of its key. */
export function labelAt(resource: Resource, node: ScalarNode): Named | undefined {
  for (const { realm, key, values } of writtenLabelsOf(resource)) {
    const head = { kind: 'label', realm, from: resource, key: key.text } as const;
    if (key === node) return head;
    if (values.includes(node)) return { ...head, value: node.text };
  }
  return undefined;
}

/**
 * The places of a label among the objects that it could choose: in the same folder, where namespaces meet, and of the
 * same Cluster where machines are chosen, for no selector reaches further.
 */
export function labelOccurrences(
  { realm, from, key, value }: Extract<Named, { kind: 'label' }>,
  manifests: Manifests,
): readonly Occurrence[] {
  const kinds = PLACES.filter((each) => each.realm === realm).map(({ of }) => of);
  const unique = new Map(kinds.map((each) => [`${each.group}/${each.kind}`, each]));
  const found: Occurrence[] = [];
  for (const kind of unique.values())
    for (const resource of manifests.objectsIn(folderOf(from.uri), kind)) {
      if (!isReached(from, resource, realm)) continue;
      for (const label of writtenLabelsOf(resource)) {
        if (label.realm !== realm || label.key.text !== key) continue;
        const nodes = value === undefined ? [label.key] : label.values.filter(({ text }) => text === value);
        found.push(...nodes.map((node) => occurrenceOf(resource, node, label.role)));
      }
    }
  return found;
}

function isReached(from: Resource, other: Resource, realm: LabelRealm): boolean {
  const [one, two] = [namespaceKey(from.namespace), namespaceKey(other.namespace)];
  const meet = one === two || one === namespaceKey(undefined) || two === namespaceKey(undefined);
  return meet && (realm !== 'machine' || clusterNameOf(from) === clusterNameOf(other));
}
