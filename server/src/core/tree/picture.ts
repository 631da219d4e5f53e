import type { Finding, Place } from '../findings/finding.ts';
import { nameSpan } from '../navigation/symbol.ts';
import { type GroupKind, isKind } from '../objects/group-kind.ts';
import type { Resource } from '../objects/resource.ts';
import type { NodePath } from '../syntax/lookup.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import { type FindingsIn, objectTree, type TreeManifests, type TreeNode } from './object-tree.ts';

/** The graph of a Cluster and all objects that belong to it. */
export interface Picture {
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
}

export interface PictureNode {
  /** Unique within this graph. */
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly role?: string;
  /** The codicon that represents the kind. */
  readonly icon: string;
  /** Important values of the object, such as `2 replicas`. */
  readonly facts: readonly string[];
  /** True for the Cluster that the graph shows. */
  readonly isRoot?: true;
  readonly state: 'present' | 'missing' | 'elsewhere';
  /** True for an object elsewhere that the workspace may have. */
  readonly isUncertain?: true;
  /** Most severe first. */
  readonly findings: readonly Finding[];
  /** The name of the object; for a missing object, the reference to it. */
  readonly place?: Place;
}

export interface PictureEdge {
  /** The node that contains the field. */
  readonly from: string;
  readonly to: string;
  /** The referring fields, without common path segments: `infrastructureRef`. Empty for a conflict. */
  readonly fields: readonly string[];
  /** The values at both ends of a conflict. */
  readonly values?: readonly [string, string];
}

/** Returns the graph of a Cluster: the objects of its tree, their references, and their conflicts. */
export function pictureOf(root: Resource, manifests: TreeManifests, findingsIn: FindingsIn): Picture {
  const nodes: PictureNode[] = [];
  const idOf = new Map<ManifestDocument, string>();
  const missing = new Map<string, string>();
  const draw = (node: TreeNode): void => {
    if (node.state === 'group') for (const child of node.children) draw(child);
    if (node.state === 'group' || (node.resource && idOf.has(node.resource.document))) return;
    const id = `n${nodes.length}`;
    if (node.resource) idOf.set(node.resource.document, id);
    else missing.set(node.label, id);
    nodes.push(nodeOf(node, id, nodes.length === 0, factsOf(node.resource, manifests)));
    for (const child of node.children) draw(child);
  };
  draw(objectTree(root, manifests, findingsIn));

  const fields = new Map<string, { from: string; to: string; fields: string[] }>();
  const connect = (from: string, to: string | undefined, path: NodePath) => {
    if (to === undefined || to === from) return;
    const edge = fields.get(`${from} ${to}`) ?? { from, to, fields: [] };
    fields.set(`${from} ${to}`, edge);
    const field = fieldOf(path);
    if (!edge.fields.includes(field)) edge.fields.push(field);
  };
  const drawn = [...idOf.keys()].flatMap((document) => manifests.resourceIn(document) ?? []);
  const connectAll = (resources: readonly Resource[], isIncluded: (kind: GroupKind) => boolean) => {
    for (const resource of resources)
      for (const reference of resource.references) {
        const { kind, name } = reference.target;
        if (!isIncluded(reference.target)) continue;
        const resolution = manifests.resolve(resource, reference);
        const to =
          resolution.kind === 'object' ? idOf.get(resolution.resource.document) : missing.get(`${kind}/${name}`);
        connect(idOf.get(resource.document) ?? '', to, reference.path);
      }
  };
  connectAll(drawn, (kind) => !isKind(kind, root));
  // Every object names its Cluster. The edge is added only for objects that no other edge reaches.
  const reached = new Set([...fields.values()].map(({ to }) => to));
  connectAll(
    drawn.filter(({ document }) => !reached.has(idOf.get(document) ?? '')),
    (kind) => isKind(kind, root),
  );
  return { nodes, edges: [...fields.values(), ...conflictsIn(drawn, idOf, findingsIn)] };
}

function nodeOf(
  { role, label, kind = '', icon, state, isUncertain, resource, reference, findings }: TreeNode,
  id: string,
  isRoot: boolean,
  facts: readonly string[],
): PictureNode {
  const definition = resource?.nameNode && {
    uri: resource.uri,
    document: resource.document,
    span: nameSpan(resource.document, resource.nameNode),
  };
  const place = definition ?? reference;
  return {
    id,
    kind,
    ...(isRoot ? { isRoot } : {}),
    name: label.slice(label.indexOf('/') + 1),
    ...(role === undefined ? {} : { role }),
    icon,
    facts,
    state: state === 'group' ? 'present' : state,
    ...(isUncertain ? { isUncertain } : {}),
    findings,
    ...(place ? { place } : {}),
  };
}

function factsOf(resource: Resource | undefined, { features }: TreeManifests): readonly string[] {
  return resource ? features.tree.facts.flatMap((facts) => facts(resource)) : [];
}

/**
 * Returns the last meaningful key of a path: `ipAddressesFromIPPool` for `spec.metaData.ipAddressesFromIPPool[0].name`.
 */
function fieldOf(path: NodePath): string {
  const keys = path.filter((step) => typeof step === 'string');
  return keys.findLast((key) => key !== 'name') ?? '';
}

/** Returns an edge for each pair of conflicting values that an error reports with a related object. */
function conflictsIn(
  resources: readonly Resource[],
  idOf: ReadonlyMap<ManifestDocument, string>,
  findingsIn: FindingsIn,
): readonly PictureEdge[] {
  const found = new Map<string, PictureEdge>();
  for (const { place, severity, related } of resources.flatMap(findingsIn)) {
    if (severity !== 'error') continue;
    for (const { place: other } of related) {
      const [from, to] = [idOf.get(place.document), idOf.get(other.document)];
      const values = [textAt(place), textAt(other)] as const;
      if (!from || !to || from === to || values[0] === values[1] || values.some((value) => value === undefined))
        continue;
      const key = [`${from} ${values[0]}`, `${to} ${values[1]}`].sort().join(' ');
      if (!found.has(key)) found.set(key, { from, to, fields: [], values: [values[0] ?? '', values[1] ?? ''] });
    }
  }
  return [...found.values()];
}

/** Returns the text of a value if it is short enough for a label. */
function textAt({ document, span }: Place): string | undefined {
  const text = document.text.slice(span.start, span.end);
  return text.length > 0 && text.length <= 60 && !text.includes('\n') ? text : undefined;
}
