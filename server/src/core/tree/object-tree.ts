import type { Finding } from '../findings/finding.ts';
import { type Manifests, type Occurrence, occurrenceOf } from '../navigation/named.ts';
import { type GroupKind, isKind, isOneOf } from '../objects/group-kind.ts';
import type { Reference } from '../objects/references.ts';
import type { Resource } from '../objects/resource.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
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

/** What providers contribute to the trees below their roots. */
export interface TreeContributions {
  /** Sections of objects that name the root, in their order. */
  readonly sections: readonly TreeSection[];
  /** Return the objects that select the root instead of naming it. */
  readonly selecting: readonly ((root: Resource, manifests: Manifests) => readonly Resource[])[];
  /** Return nodes for what controllers will create from an object. */
  readonly created: readonly ((resource: Resource) => readonly TreeNode[])[];
}

export interface TreeSection {
  /** The label of the group; without one, the objects are children of the root themselves. */
  readonly title?: string;
  readonly kinds: readonly GroupKind[];
  /** Returns nodes for objects that controllers will create from the root, given those that exist. */
  readonly planned?: (root: Resource, existing: readonly Resource[]) => readonly TreeNode[];
}

/** What trees may ask the workspace. */
export interface TreeManifests extends Manifests {
  readonly features: Manifests['features'] & { readonly tree: TreeContributions };
}

/** What is found in a document, as its reader wants it: without what is ignored or turned off. */
export type FindingsIn = (resource: {
  readonly uri: string;
  readonly document: ManifestDocument;
}) => readonly Finding[];

/** What a tree is drawn from. */
interface Ground {
  readonly manifests: TreeManifests;
  readonly findingsIn: FindingsIn;
  /** What hangs somewhere already. */
  readonly seen: Set<Resource>;
}

/** Returns the tree below a root such as a Cluster: every object once, at the first place that names it. */
export function objectTree(root: Resource, manifests: TreeManifests, findingsIn: FindingsIn): TreeNode {
  const seen = new Set<Resource>([root]);
  const ground: Ground = { manifests, findingsIn, seen };
  const { sections, selecting } = manifests.features.tree;
  const referrers = [...new Set(manifests.referrersTo(root).map(({ resource }) => resource))];
  const present = (resource: Resource, role?: string) => nodeOf(resource, ground, role);

  const own = belowOf(root, ground);
  const members = sections.flatMap(({ title, kinds, planned }) => {
    const existing = referrers.filter((each) => isOneOf(each, kinds));
    const nodes = [...existing.map((each) => present(each)), ...(planned?.(root, existing) ?? [])];
    return title === undefined || nodes.length === 0 ? nodes : [groupOf(title, nodes)];
  });
  const selectors = selecting.flatMap((find) => find(root, manifests)).map((each) => present(each));
  const unused = heads(
    referrers.filter((each) => !seen.has(each) && !isKind(each, root)),
    manifests,
  ).flatMap((each) => (seen.has(each) ? [] : [present(each, 'Unused')]));
  return { ...headOf(root, ground), children: [...own, ...members, ...selectors, ...unused] };
}

/** Returns the node of a root without its children. */
export function rootNode(root: Resource, findingsIn: FindingsIn): TreeNode {
  return headOf(root, { findingsIn });
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
    children: [
      ...belowOf(resource, ground),
      ...ground.manifests.features.tree.created.flatMap((create) => create(resource)),
    ],
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
    icon: resource.model.iconOf(resource),
    state: 'present',
    resource,
    findings: worstFirst(findingsIn(resource)),
    children: [],
  };
}

/** The codicon of a group of objects that have no common kind. */
const GROUP_ICON = 'symbol-namespace';

/** Returns a node that stands for several objects. */
export function groupOf(label: string, children: readonly TreeNode[], icon = GROUP_ICON): TreeNode {
  return { label, icon, state: 'group', findings: [], children };
}

/** What an object refers to. A Cluster's infrastructure comes first, as clusterctl has it. */
function belowOf(resource: Resource, ground: Ground): readonly TreeNode[] {
  const { manifests, findingsIn, seen } = ground;
  const nodes: TreeNode[] = [];
  const told = new Set<string>();
  const references = resource.references.filter(
    ({ target }) => !isOneOf(target, resource.model.roots) && target.group !== '',
  );
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
      icon: resource.model.iconOf(target),
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
