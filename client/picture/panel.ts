import { randomBytes } from 'node:crypto';
import { commands, Disposable, type Event, Range, Uri, ViewColumn, type WebviewPanel, window, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { PICTURE, TREE, type TreeItem, type TreeResult } from '../protocol.ts';
import type { Graph } from './graph.ts';
import { layout } from './layout.ts';
import { mermaidOf } from './mermaid.ts';
import { pageOf } from './page.ts';
import { svgOf } from './svg.ts';

export const SHOW_PICTURE = 'kamajiMetal3.showPicture';
export const EXPORT_SVG = 'kamajiMetal3.exportSvg';
export const EXPORT_MERMAID = 'kamajiMetal3.exportMermaid';

type Location = NonNullable<TreeItem['location']>;

/** The command that opens a Cluster as a diagram, and those that write it to a file. */
export function createPictures(client: LanguageClient, onTreeChanged: Event<void>): Disposable {
  let picture: Picture | undefined;
  const show = async (line?: { readonly item: TreeItem }) => {
    const cluster = line?.item.location ?? (await chooseCluster(client));
    if (!cluster) return;
    picture ??= new Picture(client, () => {
      picture = undefined;
    });
    await picture.show(cluster);
  };
  return Disposable.from(
    commands.registerCommand(SHOW_PICTURE, show),
    commands.registerCommand(EXPORT_SVG, () =>
      picture?.export('SVG', 'svg', (graph) => svgOf(layout(graph), { standsAlone: true })),
    ),
    commands.registerCommand(EXPORT_MERMAID, () => picture?.export('Mermaid', 'mmd', mermaidOf)),
    onTreeChanged(() => void picture?.refresh()),
    { dispose: () => picture?.dispose() },
  );
}

/** The only Cluster there is, or one that the user picks. */
async function chooseCluster(client: LanguageClient): Promise<Location | undefined> {
  if (!client.isRunning()) return undefined;
  const { clusters } = await client.sendRequest<TreeResult>(TREE, {});
  if (clusters.length === 0) void window.showInformationMessage('No Cluster is in the manifests of this workspace.');
  if (clusters.length <= 1) return clusters[0]?.location;
  const items = clusters.map((cluster) => ({
    label: cluster.label,
    description: cluster.location ? workspace.asRelativePath(Uri.parse(cluster.location.uri)) : '',
    cluster,
  }));
  const picked = await window.showQuickPick(items, { title: 'Which cluster?', matchOnDescription: true });
  return picked?.cluster.location;
}

class Picture {
  readonly #client: LanguageClient;
  readonly #panel: WebviewPanel;
  #cluster: Location | undefined;
  #graph: Graph | undefined;

  constructor(client: LanguageClient, onClosed: () => void) {
    this.#client = client;
    this.#panel = window.createWebviewPanel('kamajiMetal3.picture', 'Cluster', ViewColumn.Beside, {
      enableScripts: true,
      localResourceRoots: [],
    });
    this.#panel.onDidDispose(onClosed);
    this.#panel.onDidChangeViewState(({ webviewPanel }) => webviewPanel.visible && void this.refresh());
    this.#panel.webview.onDidReceiveMessage((message: { ready?: boolean; open?: string }) => {
      if (message.ready) this.#draw();
      if (message.open !== undefined) void this.#open(message.open);
    });
    this.#panel.webview.html = pageOf(randomBytes(16).toString('hex'));
  }

  async show(cluster: Location): Promise<void> {
    this.#cluster = cluster;
    this.#panel.reveal(undefined, true);
    await this.refresh();
  }

  /** Asks anew; a Cluster that is gone for a moment, while somebody types, leaves the picture as it was. */
  async refresh(): Promise<void> {
    if (!this.#cluster || !this.#panel.visible || !this.#client.isRunning()) return;
    const { uri, range } = this.#cluster;
    const graph = await this.#client.sendRequest<Graph | null>(PICTURE, { cluster: { uri, position: range.start } });
    if (!graph) return;
    this.#graph = graph;
    // Edits above it move it; the next question is for where it is now.
    this.#cluster = graph.nodes[0]?.location ?? this.#cluster;
    this.#panel.title = graph.title;
    this.#draw();
  }

  #draw(): void {
    const graph = this.#graph;
    if (!graph) return;
    const drawings = (['down', 'right'] as const).map((direction) =>
      svgOf(layout(graph, direction), { standsAlone: false }),
    );
    void this.#panel.webview.postMessage({ drawings });
  }

  async #open(id: string): Promise<void> {
    const location = this.#graph?.nodes.find((node) => node.id === id)?.location;
    if (!location) return;
    const { start, end } = location.range;
    await window.showTextDocument(this.#client.protocol2CodeConverter.asUri(location.uri), {
      viewColumn: ViewColumn.One,
      selection: new Range(start.line, start.character, end.line, end.character),
    });
  }

  async export(name: string, extension: string, write: (graph: Graph) => string): Promise<void> {
    if (!this.#graph || !this.#cluster) return;
    const folder = Uri.joinPath(this.#client.protocol2CodeConverter.asUri(this.#cluster.uri), '..');
    const suggested = `${this.#graph.nodes[0]?.name ?? 'cluster'}.${extension}`;
    const target = await window.showSaveDialog({
      defaultUri: Uri.joinPath(folder, suggested),
      filters: { [name]: [extension] },
    });
    if (target) await workspace.fs.writeFile(target, new TextEncoder().encode(write(this.#graph)));
  }

  dispose(): void {
    this.#panel.dispose();
  }
}
