import { type Manifests, type Occurrence, occurrenceOf } from '../navigation/named.ts';
import { replicasOf } from '../resources/boot-paths.ts';
import { GROUPS } from '../resources/reference-fields.ts';
import type { Reference } from '../resources/references.ts';
import type { GroupKind, Resource } from '../resources/resource.ts';
import { resourceSetsOf } from './resource-sets.ts';

/** A line of the tree of a Cluster, as `clusterctl describe cluster` draws it from a live one. */
export interface TreeNode {
  /** What it is to the object above, such as `ControlPlane`; absent where its kind tells. */
  readonly role?: string;
  /** `Kind/name` of an object, else what stands for several: `Workers`, `3 Machines`. */
  readonly label: string;
  readonly kind?: string;
  /** At hand; claimed by a reference and surely missing; perhaps in the cluster; no object at all. */
  readonly state: 'present' | 'missing' | 'elsewhere' | 'group';
  readonly resource?: Resource;
  /** Where the object above names it. */
  readonly named?: Occurrence;
  readonly children: readonly TreeNode[];
}

export const CLUSTER: GroupKind = { group: GROUPS.cluster, kind: 'Cluster' };

const WORKERS = ['MachineDeployment', 'MachineSet', 'MachinePool', 'Machine'];
const MAKERS = ['MachineDeployment', 'MachineSet', 'MachinePool', 'KubeadmControlPlane'];

/** The tree below a Cluster, from what the manifests say: every object once, at the first place that names it. */
export function clusterTree(cluster: Resource, manifests: Manifests): TreeNode {
  const seen = new Set<Resource>([cluster]);
  const referrers = [...new Set(manifests.referrersTo(cluster).map(({ resource }) => resource))];
  const ofKinds = (kinds: readonly string[]) => referrers.filter(({ kind }) => kinds.includes(kind));
  const present = (resource: Resource, role?: string) => nodeOf(resource, manifests, seen, role);

  const own = belowOf(cluster, manifests, seen);
  const workers = ofKinds(WORKERS).map((each) => present(each));
  const checks = ofKinds(['MachineHealthCheck']).map((each) => present(each));
  const sets = resourceSetsOf(cluster, manifests).map((each) => present(each));
  const unused = heads(
    referrers.filter((each) => !seen.has(each) && each.kind !== CLUSTER.kind),
    manifests,
  ).flatMap((each) => (seen.has(each) ? [] : [present(each, 'Unused')]));
  const group: TreeNode[] = workers.length === 0 ? [] : [{ label: 'Workers', state: 'group', children: workers }];
  return {
    label: labelOf(cluster),
    kind: cluster.kind,
    state: 'present',
    resource: cluster,
    children: [...own, ...group, ...checks, ...sets, ...unused],
  };
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

function nodeOf(
  resource: Resource,
  manifests: Manifests,
  seen: Set<Resource>,
  role?: string,
  named?: Occurrence,
): TreeNode {
  seen.add(resource);
  return {
    ...(role === undefined ? {} : { role }),
    label: labelOf(resource),
    kind: resource.kind,
    state: 'present',
    resource,
    ...(named ? { named } : {}),
    children: [...belowOf(resource, manifests, seen), ...machinesOf(resource)],
  };
}

/** What an object refers to. A Cluster's infrastructure comes first, as clusterctl has it. */
function belowOf(resource: Resource, manifests: Manifests, seen: Set<Resource>): readonly TreeNode[] {
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
      if (!seen.has(resolution.resource)) nodes.push(nodeOf(resolution.resource, manifests, seen, role, named));
      else if (role) nodes.push({ ...shared(resolution.resource, role), named });
      continue;
    }
    const state = resolution.kind === 'absent' ? 'missing' : 'elsewhere';
    nodes.push({
      ...(role === undefined ? {} : { role }),
      label: `${target.kind}/${target.name}`,
      kind: target.kind,
      state,
      named,
      children: [],
    });
  }
  return nodes;
}

/** An object that hangs below another already: told again, without what is below it. */
function shared(resource: Resource, role: string): TreeNode {
  return { role, label: labelOf(resource), kind: resource.kind, state: 'present', resource, children: [] };
}

function rankOf({ field }: Reference): number {
  return field.role?.includes('Infrastructure') ? 0 : 1;
}

/** The machines that will be there, where somebody makes them. */
function machinesOf(resource: Resource): readonly TreeNode[] {
  if (!MAKERS.includes(resource.kind)) return [];
  const replicas = replicasOf(resource);
  const label = replicas === undefined ? 'Machines' : `${replicas} ${replicas === 1 ? 'Machine' : 'Machines'}`;
  return [{ label, kind: 'Machine', state: 'group', children: [] }];
}

function labelOf({ kind, name }: Resource): string {
  return `${kind}/${name ?? ''}`;
}
