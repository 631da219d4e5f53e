import type { Finding } from '../findings/finding.ts';
import { type Manifests, type Occurrence, occurrenceOf } from '../navigation/named.ts';
import { replicasOf } from '../resources/boot-paths.ts';
import type { Reference } from '../resources/references.ts';
import type { Resource } from '../resources/resource.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import { GROUP_ICON, iconOf } from './icons.ts';
import { CLUSTER, MACHINE } from './kinds.ts';
import { resourceSetsOf } from './resource-sets.ts';
import { topologyWorkersOf } from './topology-workers.ts';
import { findingsOfMissing, worstFirst } from './tree-findings.ts';

/** A line of the tree of a Cluster, as `clusterctl describe cluster` draws it from a live one. */
export interface TreeNode {
  /** What it is to the object above, such as `ControlPlane`; absent where its kind tells. */
  readonly role?: string;
  /** `Kind/name` of an object, else what stands for several: `Workers`, `3 Machines`. */
  readonly label: string;
  readonly kind?: string;
  /** The codicon that represents the object or the group. */
  readonly icon: string;
  /** At hand; claimed by a reference and told to be missing; perhaps in the cluster; no object at all. */
  readonly state: 'present' | 'missing' | 'elsewhere' | 'group';
  readonly resource?: Resource;
  /** Where the object above names it. */
  readonly named?: Occurrence;
  /** What is found in the object, or told of its absence; the worst first. */
  readonly findings: readonly Finding[];
  readonly children: readonly TreeNode[];
}

const WORKERS = ['MachineDeployment', 'MachineSet', 'MachinePool', 'Machine'];
const MAKERS = ['MachineDeployment', 'MachineSet', 'MachinePool', 'KubeadmControlPlane'];

/** What is found in a document, as its reader wants it: without what is ignored or turned off. */
export type FindingsIn = (resource: {
  readonly uri: string;
  readonly document: ManifestDocument;
}) => readonly Finding[];

/** What a tree is drawn from. */
interface Ground {
  readonly manifests: Manifests;
  readonly findingsIn: FindingsIn;
  /** What hangs somewhere already. */
  readonly seen: Set<Resource>;
}

/** The tree below a Cluster, from what the manifests say: every object once, at the first place that names it. */
export function clusterTree(cluster: Resource, manifests: Manifests, findingsIn: FindingsIn): TreeNode {
  const seen = new Set<Resource>([cluster]);
  const ground: Ground = { manifests, findingsIn, seen };
  const referrers = [...new Set(manifests.referrersTo(cluster).map(({ resource }) => resource))];
  const ofKinds = (kinds: readonly string[]) => referrers.filter(({ kind }) => kinds.includes(kind));
  const present = (resource: Resource, role?: string) => nodeOf(resource, ground, role);

  const own = belowOf(cluster, ground);
  const atHand = ofKinds(WORKERS);
  const workers = [...atHand.map((each) => present(each)), ...topologyWorkersOf(cluster, atHand)];
  const checks = ofKinds(['MachineHealthCheck']).map((each) => present(each));
  const sets = resourceSetsOf(cluster, manifests).map((each) => present(each));
  const unused = heads(
    referrers.filter((each) => !seen.has(each) && each.kind !== CLUSTER.kind),
    manifests,
  ).flatMap((each) => (seen.has(each) ? [] : [present(each, 'Unused')]));
  const group: TreeNode[] = workers.length === 0 ? [] : [groupOf('Workers', workers)];
  return {
    ...headOf(cluster, ground),
    children: [...own, ...group, ...checks, ...sets, ...unused],
  };
}

/** Returns the root of a Cluster's tree without its children. */
export function clusterRoot(cluster: Resource, findingsIn: FindingsIn): TreeNode {
  return headOf(cluster, { findingsIn });
}

/** The same objects, those that no other of them refers to first: the others hang below these. */
function heads(resources: readonly Resource[], manifests: Manifests): readonly Resource[] {
  const below = new Set(
    resources.flatMap((resource) =>
      resource.references.flatMap((reference) => {
        const resolution = manifests.resolve(resource, reference);
        return resolution.kind === 'object' ? [resolution.resource] : [];
      }),
    ),
  );
  return [...resources.filter((each) => !below.has(each)), ...resources.filter((each) => below.has(each))];
}

function nodeOf(resource: Resource, ground: Ground, role?: string, named?: Occurrence): TreeNode {
  ground.seen.add(resource);
  return {
    ...(role === undefined ? {} : { role }),
    ...headOf(resource, ground),
    ...(named ? { named } : {}),
    children: [...belowOf(resource, ground), ...machinesOf(resource)],
  };
}

/** The node of an object that is at hand, without what is below it. */
function headOf(
  resource: Resource,
  { findingsIn }: Pick<Ground, 'findingsIn'>,
): TreeNode & { readonly resource: Resource } {
  const label = `${resource.kind}/${resource.name ?? ''}`;
  return {
    label,
    kind: resource.kind,
    icon: iconOf(resource),
    state: 'present',
    resource,
    findings: worstFirst(findingsIn(resource)),
    children: [],
  };
}

function groupOf(label: string, children: readonly TreeNode[], icon = GROUP_ICON): TreeNode {
  return { label, icon, state: 'group', findings: [], children };
}

/** What an object refers to. A Cluster's infrastructure comes first, as clusterctl has it. */
function belowOf(resource: Resource, ground: Ground): readonly TreeNode[] {
  const { manifests, findingsIn, seen } = ground;
  const nodes: TreeNode[] = [];
  const told = new Set<string>();
  const references = resource.references.filter(({ target }) => target.kind !== CLUSTER.kind && target.group !== '');
  for (const reference of references.toSorted((one, other) => rankOf(one) - rankOf(other))) {
    const { target, nameNode } = reference;
    const key = `${target.group}/${target.kind}/${target.name}`;
    if (told.has(key)) continue;
    told.add(key);
    const { role } = reference.field;
    const named = occurrenceOf(resource, nameNode, 'reference');
    const resolution = manifests.resolve(resource, reference);
    if (resolution.kind === 'object') {
      if (!seen.has(resolution.resource)) nodes.push(nodeOf(resolution.resource, ground, role, named));
      // It hangs below another already, with all that it has.
      else if (role) nodes.push({ role, ...headOf(resolution.resource, ground), named });
      continue;
    }
    // Whoever ignores that it is missing knows it to be in the cluster.
    const findings = resolution.kind === 'absent' ? findingsOfMissing(named, findingsIn(resource)) : [];
    nodes.push({
      ...(role === undefined ? {} : { role }),
      label: `${target.kind}/${target.name}`,
      kind: target.kind,
      icon: iconOf(target),
      state: findings.length > 0 ? 'missing' : 'elsewhere',
      named,
      findings,
      children: [],
    });
  }
  return nodes;
}

function rankOf({ field }: Reference): number {
  return field.role?.includes('Infrastructure') ? 0 : 1;
}

/** The machines that will be there, where somebody makes them. */
function machinesOf(resource: Resource): readonly TreeNode[] {
  if (!MAKERS.includes(resource.kind)) return [];
  const replicas = replicasOf(resource);
  const label = replicas === undefined ? 'Machines' : `${replicas} ${replicas === 1 ? 'Machine' : 'Machines'}`;
  return [{ ...groupOf(label, [], iconOf(MACHINE)), kind: MACHINE.kind }];
}
