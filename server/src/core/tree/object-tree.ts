import type { Finding } from '../findings/finding.ts';
import { type Manifests, type Occurrence, occurrenceOf } from '../navigation/symbol.ts';
import { type GroupKind, isKind, isOneOf, keyOf } from '../objects/group-kind.ts';
import type { Reference } from '../objects/references.ts';
import type { Resource } from '../objects/resource.ts';
import { isTemplate } from '../objects/template-text.ts';
import { mayBeOfKind } from '../objects/unknown-type.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { ObjectFactSource } from './object-facts.ts';
import { findingsOfMissing, worstFirst } from './tree-findings.ts';

/** A node of the tree of a Cluster, as `clusterctl describe cluster` shows it for a live one. */
export interface TreeNode {
  /** Its role in the parent, such as `ControlPlane`; absent if the kind is sufficient. */
  readonly role?: string;
  /** `Kind/name` of an object, or the title of a group: `Workers`, `3 Machines`. */
  readonly label: string;
  readonly kind?: string;
  /** The codicon that represents the object or the group. */
  readonly icon: string;
  /**
   * `present`: in the workspace; `missing`: a reference to it is reported as unresolved; `elsewhere`: possibly only in
   * the cluster.
   */
  readonly state: 'present' | 'missing' | 'elsewhere' | 'group';
  /** True for an object elsewhere that the workspace may have: a template or several objects make the answer unknown. */
  readonly isUncertain?: true;
  readonly resource?: Resource;
  /** The API group and the namespace of an object that is not in the workspace, as the reference states them. */
  readonly target?: { readonly group: string; readonly namespace?: string };
  /** The reference in the parent. */
  readonly reference?: Occurrence;
  /** The findings of the object, or the finding that reports it as missing; most severe first. */
  readonly findings: readonly Finding[];
  readonly children: readonly TreeNode[];
}

/** What providers contribute to the trees below their roots. */
export interface TreeContributions {
  /** Sections of objects that name the root, in display order. */
  readonly sections: readonly TreeSection[];
  /** Return the objects that select the root instead of naming it. */
  readonly selecting: readonly ((root: Resource, manifests: Manifests) => readonly Resource[])[];
  /** Return nodes for what controllers will create from an object. */
  readonly created: readonly ((resource: Resource) => readonly TreeNode[])[];
  /** Return important values of an object for the diagram, such as `2 replicas`. */
  readonly facts: readonly ObjectFactSource[];
}

export interface TreeSection {
  /** The label of the group; without one, the objects are children of the root themselves. */
  readonly title?: string;
  readonly kinds: readonly GroupKind[];
  /** Returns nodes for objects that controllers will create from the root in addition to the existing ones. */
  readonly planned?: (root: Resource, existing: readonly Resource[]) => readonly TreeNode[];
}

/** The part of the workspace that trees read. */
export interface TreeManifests extends Manifests {
  readonly kinds: readonly GroupKind[];
  readonly features: Manifests['features'] & { readonly tree: TreeContributions };
}

/** Returns the findings of a document, except suppressed and disabled ones. */
export type FindingsIn = (resource: {
  readonly uri: string;
  readonly document: ManifestDocument;
}) => readonly Finding[];

/** The input of a tree. */
interface TreeContext {
  readonly manifests: TreeManifests;
  readonly findingsIn: FindingsIn;
  /** Objects that are already in the tree. */
  readonly seen: Set<Resource>;
}

/** Returns the tree below a root such as a Cluster. It contains every object once, at the first reference to it. */
export function objectTree(root: Resource, manifests: TreeManifests, findingsIn: FindingsIn): TreeNode {
  const seen = new Set<Resource>([root]);
  const context: TreeContext = { manifests, findingsIn, seen };
  const { sections, selecting } = manifests.features.tree;
  const referrers = [...new Set(manifests.referrersTo(root).map(({ resource }) => resource))];
  const present = (resource: Resource, role?: string) => nodeOf(resource, context, role);

  const referenced = childrenOf(root, context);
  const members = sections.flatMap(({ title, kinds, planned }) => {
    const existing = referrers.filter((each) => isOneOf(each, kinds));
    const nodes = [...existing.map((each) => present(each)), ...(planned?.(root, existing) ?? [])];
    return title === undefined || nodes.length === 0 ? nodes : [groupOf(title, nodes)];
  });
  const selectors = selecting.flatMap((find) => find(root, manifests)).map((each) => present(each));
  const unused = unreferencedFirst(
    referrers.filter((each) => !seen.has(each) && !isKind(each, root)),
    manifests,
  ).flatMap((each) =>
    [...unusedReferrers(each, root, context), each].flatMap((top) => (seen.has(top) ? [] : [present(top, 'Unused')])),
  );
  return { ...leafOf(root, context), children: [...referenced, ...members, ...selectors, ...unused] };
}

/** Returns the node of a root without its children. */
export function rootNode(root: Resource, findingsIn: FindingsIn): TreeNode {
  return leafOf(root, { findingsIn });
}

/** Returns the objects that none of the others refers to, then the rest. */
function unreferencedFirst(resources: readonly Resource[], manifests: Manifests): readonly Resource[] {
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

/**
 * Returns the objects outside of the tree that refer to an unused object, also indirectly, and to which none of them
 * refers. Objects of other roots are not included.
 */
function unusedReferrers(unused: Resource, root: Resource, { manifests, seen }: TreeContext): readonly Resource[] {
  const visited = new Set([unused]);
  const tops: Resource[] = [];
  // The set grows while it is iterated.
  for (const resource of visited) {
    const above = manifests
      .referrersTo(resource)
      .map((referrer) => referrer.resource)
      .filter((each) => !seen.has(each) && !isOfOtherRoot(each, root, manifests));
    if (above.length === 0) tops.push(resource);
    for (const each of above) visited.add(each);
  }
  return tops;
}

function isOfOtherRoot(resource: Resource, root: Resource, manifests: Manifests): boolean {
  const { roots } = resource.model;
  if (isOneOf(resource, roots)) return true;
  return resource.references.some((reference) => {
    if (!isOneOf(reference.target, roots)) return false;
    const resolution = manifests.resolve(resource, reference);
    return resolution.kind !== 'object' || resolution.resource !== root;
  });
}

function nodeOf(resource: Resource, context: TreeContext, role?: string, reference?: Occurrence): TreeNode {
  context.seen.add(resource);
  return {
    ...(role === undefined ? {} : { role }),
    ...leafOf(resource, context),
    ...(reference ? { reference } : {}),
    children: [
      ...childrenOf(resource, context),
      ...context.manifests.features.tree.created.flatMap((create) => create(resource)),
    ],
  };
}

/** Returns the node of an object in the workspace, without its children. */
function leafOf(
  resource: Resource,
  { findingsIn }: Pick<TreeContext, 'findingsIn'>,
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
const GROUP_ICON = 'folder';

/** Returns a node for a group of objects. */
export function groupOf(label: string, children: readonly TreeNode[], icon = GROUP_ICON): TreeNode {
  return { label, icon, state: 'group', findings: [], children };
}

/**
 * Returns the nodes of the objects that an object refers to. As in clusterctl, the infrastructure of a Cluster comes
 * first.
 */
function childrenOf(resource: Resource, context: TreeContext): readonly TreeNode[] {
  const { manifests, findingsIn, seen } = context;
  const nodes: TreeNode[] = [];
  const listed = new Set<string>();
  const references = resource.references.filter(
    ({ target }) => !isOneOf(target, resource.model.roots) && target.group !== '',
  );
  for (const reference of references.toSorted((one, other) => rankOf(one) - rankOf(other))) {
    const { target, nameNode } = reference;
    const key = `${keyOf(target)}/${target.name}`;
    if (listed.has(key)) continue;
    listed.add(key);
    const { role } = reference.field;
    const occurrence = occurrenceOf(resource, nameNode, 'reference');
    const resolution = manifests.resolve(resource, reference);
    if (resolution.kind === 'object') {
      if (!seen.has(resolution.resource)) nodes.push(nodeOf(resolution.resource, context, role, occurrence));
      // Already in the tree with its children.
      else if (role) nodes.push({ role, ...leafOf(resolution.resource, context), reference: occurrence });
      continue;
    }
    // If the finding is suppressed, the object is assumed to exist in the cluster.
    const findings = resolution.kind === 'absent' ? findingsOfMissing(occurrence, findingsIn(resource)) : [];
    const namespace = target.namespace ?? resource.namespace;
    nodes.push({
      ...(role === undefined ? {} : { role }),
      label: `${target.kind}/${target.name}`,
      kind: target.kind,
      icon: resource.model.iconOf(target),
      state: findings.length > 0 ? 'missing' : 'elsewhere',
      ...(mayBePresent(resource, reference, manifests) ? { isUncertain: true } : {}),
      target: { group: target.group, ...(namespace === undefined ? {} : { namespace }) },
      reference: occurrence,
      findings,
      children: [],
    });
  }
  return nodes;
}

/** Returns true if an unresolved reference may mean an object of the workspace. */
function mayBePresent(resource: Resource, reference: Reference, manifests: TreeManifests): boolean {
  const { target } = reference;
  const resolution = manifests.resolve(resource, reference);
  if (resolution.kind !== 'unknowable') return false;
  if (resolution.candidates.length > 0 || isTemplate(target.name)) return true;
  return manifests.kinds
    .filter(({ kind }) => kind === target.kind)
    .some((kind) =>
      manifests.objectsNamed(kind, target.name, resource.uri).some((object) => mayBeOfKind(object, target)),
    );
}

function rankOf({ field }: Reference): number {
  return field.role?.includes('Infrastructure') ? 0 : 1;
}
