import {
  type Location,
  PICTURE,
  type Picture,
  TREE,
  type TreeItem,
  type TreeParams,
  type TreeResult,
} from '../../../../protocol/index.ts';
import {
  type Finding,
  type FindingsIn,
  isOneOf,
  type ManifestDocument,
  nameSpan,
  objectTree,
  type Place,
  pictureOf,
  type Resource,
  rootNode,
  rootsIn,
  shortNote,
  type TreeNode,
  titleOf,
} from '../../core/index.ts';
import { ownRoute, type Route } from '../dispatcher.ts';
import type { Snapshot } from '../session/snapshot.ts';
import { locationOf } from '../to-lsp.ts';

/** If there are more Clusters, the client requests each tree when the user expands it. */
const MAX_FULL_TREES = 20;

export const TREE_ROUTES: readonly Route[] = [ownRoute(TREE, 'findings', tree), ownRoute(PICTURE, 'findings', picture)];

function tree(snapshot: Snapshot, params: TreeParams | null): TreeResult {
  const { workspace } = snapshot;
  const findingsIn = findingsByDocument(snapshot);
  const full = (cluster: Resource) => itemOf(objectTree(cluster, workspace, findingsIn), snapshot);
  if (params?.cluster) {
    const cluster = clusterAt(snapshot, params.cluster);
    return { clusters: cluster ? [full(cluster)] : [] };
  }
  const clusters = rootsIn(workspace);
  if (clusters.length <= MAX_FULL_TREES) return { clusters: clusters.map(full) };
  return {
    clusters: clusters.map((cluster) => {
      const { children: _, ...item } = itemOf(rootNode(cluster, findingsIn), snapshot);
      return item;
    }),
  };
}

function picture(snapshot: Snapshot, { cluster: position }: TreeParams): Picture | null {
  const cluster = position && clusterAt(snapshot, position);
  if (!cluster) return null;
  const { nodes, edges } = pictureOf(cluster, snapshot.workspace, findingsByDocument(snapshot));
  return {
    title: titleOf(cluster),
    nodes: nodes.map(({ findings, place, ...node }) => ({
      ...node,
      ...problemsOf(findings),
      ...placeOf(place, snapshot),
    })),
    edges,
  };
}

function clusterAt(snapshot: Snapshot, { uri, position }: NonNullable<TreeParams['cluster']>): Resource | undefined {
  const resource = snapshot.resourceAt(uri, position);
  return resource && isOneOf(resource, resource.model.roots) ? resource : undefined;
}

/** Groups the findings of each file once, because a tree needs those of many documents. */
function findingsByDocument(snapshot: Snapshot): FindingsIn {
  const files = new Map<string, ReadonlyMap<ManifestDocument, readonly Finding[]>>();
  return ({ uri, document }) => {
    let byDocument = files.get(uri);
    if (!byDocument) {
      byDocument = groupByDocument(snapshot.findingsIn(uri));
      files.set(uri, byDocument);
    }
    return byDocument.get(document) ?? [];
  };
}

function groupByDocument(findings: readonly Finding[]): ReadonlyMap<ManifestDocument, readonly Finding[]> {
  const groups = new Map<ManifestDocument, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.place.document);
    if (group) group.push(finding);
    else groups.set(finding.place.document, [finding]);
  }
  return groups;
}

function itemOf(node: TreeNode, snapshot: Snapshot): TreeItem {
  const { role, label, kind, icon, state, isUncertain, resource, reference, findings } = node;
  const nameNode = resource?.nameNode;
  const note = shortNote(node);
  const place = resource && nameNode ? { ...resource, span: nameSpan(resource.document, nameNode) } : reference;
  return {
    ...(role === undefined ? {} : { role }),
    label,
    ...(kind !== undefined && state !== 'group' ? { kind, name: label.slice(kind.length + 1) } : {}),
    ...identityOf(node),
    icon,
    // A group of one kind consists of objects that a controller creates.
    state: state === 'group' && kind !== undefined ? 'planned' : state,
    ...(isUncertain ? { isUncertain } : {}),
    ...(note === undefined ? {} : { note }),
    ...problemsOf(findings),
    ...placeOf(place, snapshot),
    children: node.children.map((child) => itemOf(child, snapshot)),
  };
}

function identityOf({ resource, target }: TreeNode): Pick<TreeItem, 'group' | 'namespace'> {
  const from = resource ?? target;
  if (!from) return {};
  return { group: from.group, ...(from.namespace === undefined ? {} : { namespace: from.namespace }) };
}

/** `findings` are sorted by severity, highest first. */
function problemsOf(findings: readonly Finding[]): Pick<TreeItem, 'severity' | 'messages'> {
  const [worst] = findings;
  return {
    ...(worst ? { severity: worst.severity } : {}),
    messages: findings.map(({ message }) => message),
  };
}

function placeOf(place: Place | undefined, snapshot: Snapshot): { readonly location?: Location } {
  const location = place && locationOf(place, snapshot);
  return location ? { location } : {};
}
