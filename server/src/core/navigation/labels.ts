import { isCarriedBy } from '../resources/carried-names.ts';
import { clusterNameOf } from '../resources/facets.ts';
import { GROUPS } from '../resources/reference-fields.ts';
import type { GroupKind, Resource } from '../resources/resource.ts';
import { childOf, scalarAt } from '../syntax/lookup.ts';
import type { Node, ScalarNode } from '../syntax/node.ts';
import { matches, type PathPattern, pathPattern } from '../syntax/path-pattern.ts';
import { remembered } from '../text/remembered.ts';
import { folderOf } from '../workspace/containers.ts';
import { namespaceKey } from '../workspace/object-index.ts';
import { type Manifests, type Named, type Occurrence, occurrenceOf } from './named.ts';

/** What is chosen by labels: hosts by machines, Clusters by resource sets, machines by those who make or check them. */
export type LabelRealm = 'host' | 'cluster' | 'machine';

interface LabelPlace {
  readonly of: GroupKind;
  readonly pattern: PathPattern;
  readonly realm: LabelRealm;
  /** Whether labels stand there, or a selector. */
  readonly role: Occurrence['role'];
}

/**
 * Facts: chooseHost and fromLabels of CAPM3; the selectors of MachineDeployment, MachineSet, MachineHealthCheck,
 * MachineDrainRule, ClusterResourceSet and HelmChartProxy; what Cluster API copies to machines ("Metadata propagation").
 */
const PLACES: readonly LabelPlace[] = [
  place('host', 'definition', GROUPS.metal3, 'BareMetalHost', 'metadata.labels'),
  place('host', 'reference', GROUPS.infrastructure, 'Metal3MachineTemplate', 'spec.template.spec.hostSelector'),
  place('host', 'reference', GROUPS.infrastructure, 'Metal3Machine', 'spec.hostSelector'),
  place('cluster', 'definition', GROUPS.cluster, 'Cluster', 'metadata.labels'),
  place('cluster', 'reference', 'addons.cluster.x-k8s.io', 'ClusterResourceSet', 'spec.clusterSelector'),
  place('cluster', 'reference', 'addons.cluster.x-k8s.io', 'HelmChartProxy', 'spec.clusterSelector'),
  place('cluster', 'reference', GROUPS.cluster, 'MachineDrainRule', 'spec.machines[].clusterSelector'),
  ...['MachineDeployment', 'MachineSet'].flatMap((kind) => [
    place('machine', 'definition', GROUPS.cluster, kind, 'spec.template.metadata.labels'),
    place('machine', 'reference', GROUPS.cluster, kind, 'spec.selector'),
  ]),
  place('machine', 'definition', GROUPS.cluster, 'Machine', 'metadata.labels'),
  place('machine', 'definition', GROUPS.controlPlane, 'KubeadmControlPlane', 'spec.machineTemplate.metadata.labels'),
  place('machine', 'reference', GROUPS.cluster, 'MachineDrainRule', 'spec.machines[].selector'),
  place('machine', 'reference', GROUPS.cluster, 'MachineHealthCheck', 'spec.selector'),
];

function place(realm: LabelRealm, role: LabelPlace['role'], group: string, kind: string, path: string): LabelPlace {
  return { of: { group, kind }, pattern: pathPattern(path), realm, role };
}

const DATA_TEMPLATE: GroupKind = { group: GROUPS.infrastructure, kind: 'Metal3DataTemplate' };
const READ_LABELS = pathPattern('spec.metaData.fromLabels[]');
const READ_FROM: ReadonlyMap<string, LabelRealm> = new Map([
  ['baremetalhost', 'host'],
  ['machine', 'machine'],
]);

interface WrittenLabel {
  readonly realm: LabelRealm;
  readonly role: Occurrence['role'];
  readonly key: ScalarNode;
  readonly values: readonly ScalarNode[];
}

/** The labels of an object, and those it asks for, where objects are chosen by them. */
const writtenLabelsOf = remembered((resource: Resource): readonly WrittenLabel[] =>
  [
    ...PLACES.filter(({ of }) => of.kind === resource.kind && of.group === resource.group).flatMap(
      ({ pattern, realm, role }) =>
        matches(resource.root, pattern)
          .flatMap(({ node }) =>
            role === 'definition' ? pairsIn(node) : [...pairsIn(childOf(node, 'matchLabels')), ...expressionsIn(node)],
          )
          .map((pair) => ({ realm, role, ...pair })),
    ),
    ...readLabelsOf(resource),
  ].filter(({ key }) => !isCarriedBy(key.text)),
);

/** The labels that a data template reads into metadata; those of a Metal3Machine are nobody's to write. */
function readLabelsOf({ group, kind, root }: Resource): readonly WrittenLabel[] {
  if (group !== DATA_TEMPLATE.group || kind !== DATA_TEMPLATE.kind) return [];
  return matches(root, READ_LABELS).flatMap(({ node }) => {
    const realm = READ_FROM.get(scalarAt(node, ['object'])?.text ?? '');
    const key = scalarAt(node, ['label']);
    return realm && key ? [{ realm, role: 'reference', key, values: [] }] : [];
  });
}

type Pair = Pick<WrittenLabel, 'key' | 'values'>;

function pairsIn(labels: Node | undefined): readonly Pair[] {
  if (labels?.kind !== 'map' || labels.alias) return [];
  return labels.entries.flatMap(({ key, value }) =>
    key.kind === 'scalar' && value.kind === 'scalar' && !value.alias && key.text !== '<<'
      ? [{ key, values: value.style === 'absent' ? [] : [value] }]
      : [],
  );
}

function expressionsIn(selector: Node | undefined): readonly Pair[] {
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
  const kinds = [...PLACES.filter((each) => each.realm === realm).map(({ of }) => of), DATA_TEMPLATE];
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
  if (!meet || realm !== 'machine') return meet;
  // Who names no Cluster is for the machines of all.
  const [cluster, others] = [clusterNameOf(from), clusterNameOf(other)];
  return cluster === undefined || others === undefined || cluster === others;
}
