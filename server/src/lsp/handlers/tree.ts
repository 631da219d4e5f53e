import type { Connection } from 'vscode-languageserver';
import {
  type Finding,
  type ManifestDocument,
  nameSpan,
  objectTree,
  type Place,
  pictureOf,
  type Resource,
  rootsIn,
  type TreeNode,
  titleOf,
  worstFirst,
} from '../../core/index.ts';
import {
  PICTURE,
  type PictureResult,
  TREE,
  TREE_CHANGED,
  type TreeItem,
  type TreeParams,
  type TreeResult,
} from '../protocol.ts';
import type { Session } from '../session.ts';
import { rangeOf } from '../to-lsp.ts';

/** Of more Clusters than this the trees are asked for one by one. */
const WHOLE = 20;

/** The trees of the Clusters, and word of changes to whoever has asked for them. */
export class TreeTeller {
  readonly #connection: Connection;
  readonly #session: Session;
  #isShown = false;

  constructor(connection: Connection, session: Session) {
    this.#connection = connection;
    this.#session = session;
    connection.onRequest(TREE, async (params: TreeParams | null): Promise<TreeResult> => {
      await session.configured;
      session.settle();
      return this.#answer(params?.cluster);
    });
    connection.onRequest(PICTURE, async ({ cluster }: TreeParams): Promise<PictureResult> => {
      await session.configured;
      session.settle();
      const resource = cluster && this.#clusterAt(cluster);
      return resource ? this.#picture(resource) : null;
    });
  }

  /** Tells once; who still looks will ask again. */
  changed(): void {
    if (!this.#isShown) return;
    this.#isShown = false;
    void this.#connection.sendNotification(TREE_CHANGED);
  }

  #clusterAt({ uri, position }: NonNullable<TreeParams['cluster']>): Resource | undefined {
    const resource = this.#session.resourceAt(uri, position);
    return resource?.kind === 'Cluster' ? resource : undefined;
  }

  #picture(cluster: Resource): PictureResult {
    this.#isShown = true;
    const findings = new FindingsByDocument(this.#session);
    const { nodes, edges } = pictureOf(cluster, this.#session.workspace, (resource) => findings.of(resource));
    return {
      title: titleOf(cluster),
      nodes: nodes.map(({ findings: [worst, ...others], place, ...node }) => ({
        ...node,
        ...(worst ? { severity: worst.severity } : {}),
        messages: worst ? [worst, ...others].map(({ message }) => message) : [],
        ...locationOf(place, this.#session),
      })),
      edges,
    };
  }

  #answer(asked: TreeParams['cluster']): TreeResult {
    const { workspace } = this.#session;
    this.#isShown = true;
    const findings = new FindingsByDocument(this.#session);
    const items = (clusters: readonly Resource[]) =>
      clusters.map((cluster) =>
        itemOf(
          objectTree(cluster, workspace, (each) => findings.of(each)),
          this.#session,
        ),
      );
    if (asked) {
      const cluster = this.#clusterAt(asked);
      return { clusters: cluster ? items([cluster]) : [] };
    }
    const clusters = rootsIn(workspace);
    if (clusters.length <= WHOLE) return { clusters: items(clusters) };
    return {
      clusters: clusters.map((resource) => {
        const node: TreeNode = {
          label: `${resource.kind}/${resource.name}`,
          kind: resource.kind,
          state: 'present',
          resource,
          findings: worstFirst(findings.of(resource)),
          children: [],
        };
        const { children: _, ...item } = itemOf(node, this.#session);
        return item;
      }),
    };
  }
}

/** The findings of each document, a file at a time: the answer is for one state of the workspace. */
class FindingsByDocument {
  readonly #session: Session;
  readonly #files = new Map<string, ReadonlyMap<ManifestDocument, readonly Finding[]>>();

  constructor(session: Session) {
    this.#session = session;
  }

  of({ uri, document }: Pick<Resource, 'uri' | 'document'>): readonly Finding[] {
    let file = this.#files.get(uri);
    if (!file) {
      const found = new Map<ManifestDocument, Finding[]>();
      for (const finding of this.#session.findingsIn(uri)) {
        const known = found.get(finding.place.document);
        if (known) known.push(finding);
        else found.set(finding.place.document, [finding]);
      }
      file = found;
      this.#files.set(uri, file);
    }
    return file.get(document) ?? [];
  }
}

function itemOf(node: TreeNode, session: Session): TreeItem {
  const { role, label, kind, state, resource, named, findings } = node;
  const [worst] = findings;
  const nameNode = resource?.nameNode;
  const place = resource && nameNode ? { ...resource, span: nameSpan(resource.document, nameNode) } : named;
  return {
    ...(role === undefined ? {} : { role }),
    label,
    ...(kind === undefined ? {} : { kind }),
    state,
    ...(worst ? { severity: worst.severity } : {}),
    messages: findings.map(({ message }) => message),
    ...locationOf(place, session),
    children: node.children.map((child) => itemOf(child, session)),
  };
}

function locationOf(place: Pick<Place, 'uri' | 'document' | 'span'> | undefined, session: Session) {
  const range = place && rangeOf(place, session);
  return place && range ? { location: { uri: session.clientUri(place.uri), range } } : {};
}
