import { randomBytes } from 'node:crypto';
import { commands, Disposable, type Event, Uri, ViewColumn, type WebviewPanel, window, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { type Location, PICTURE, type Picture, TREE, type TreeItem } from '../../protocol/index.ts';
import { rangeOf } from '../ranges.ts';
import { request } from '../requests.ts';
import { layout } from './layout.ts';
import { mermaidOf } from './mermaid.ts';
import { outlineLayout } from './outline-layout.ts';
import { pageOf } from './page.ts';
import { svgOf } from './svg.ts';

export const SHOW_PICTURE = 'kamajiMetal3.showPicture';
const EXPORT_SVG = 'kamajiMetal3.exportSvg';
const EXPORT_MERMAID = 'kamajiMetal3.exportMermaid';

/** Registers the commands that show a Cluster as a picture and export the picture. */
export function createPictures(client: LanguageClient, onTreeChanged: Event<void>, images: Uri): Disposable {
  let panel: PicturePanel | undefined;
  const show = async (line?: { readonly item: TreeItem }) => {
    const cluster = line?.item.location ?? (await chooseCluster(client));
    if (!cluster) return;
    panel ??= new PicturePanel(client, images, () => {
      panel = undefined;
    });
    await panel.show(cluster);
  };
  return Disposable.from(
    commands.registerCommand(SHOW_PICTURE, show),
    commands.registerCommand(EXPORT_SVG, () =>
      panel?.export('SVG', 'svg', (picture) => svgOf(outlineLayout(picture), { standalone: true })),
    ),
    commands.registerCommand(EXPORT_MERMAID, () => panel?.export('Mermaid', 'mmd', mermaidOf)),
    onTreeChanged(() => void panel?.refresh()),
    { dispose: () => panel?.dispose() },
  );
}

/** Returns the only Cluster of the workspace, or the one that the user picks. */
async function chooseCluster(client: LanguageClient): Promise<Location | undefined> {
  if (!client.isRunning()) return undefined;
  const { clusters } = await request(client, TREE, {});
  if (clusters.length === 0) void window.showInformationMessage('The manifests of this workspace contain no Cluster.');
  if (clusters.length <= 1) return clusters[0]?.location;
  const items = clusters.map((cluster) => ({
    label: cluster.label,
    description: cluster.location ? workspace.asRelativePath(Uri.parse(cluster.location.uri)) : '',
    cluster,
  }));
  const picked = await window.showQuickPick(items, { title: 'Select a Cluster', matchOnDescription: true });
  return picked?.cluster.location;
}

class PicturePanel {
  readonly #client: LanguageClient;
  readonly #panel: WebviewPanel;
  #cluster: Location | undefined;
  #picture: Picture | undefined;

  constructor(client: LanguageClient, images: Uri, onClosed: () => void) {
    this.#client = client;
    this.#panel = window.createWebviewPanel('kamajiMetal3.picture', 'Cluster Diagram', ViewColumn.Beside, {
      enableScripts: true,
      localResourceRoots: [],
    });
    const icon = (theme: string) => Uri.joinPath(images, `diagram-${theme}.svg`);
    this.#panel.iconPath = { light: icon('light'), dark: icon('dark') };
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

  /** Requests the picture again. If there is no Cluster, for example while the user types, the picture stays. */
  async refresh(): Promise<void> {
    if (!this.#cluster || !this.#panel.visible || !this.#client.isRunning()) return;
    const { uri, range } = this.#cluster;
    const picture = await request(this.#client, PICTURE, { cluster: { uri, position: range.start } });
    if (!picture) return;
    this.#picture = picture;
    // An edit above the Cluster moves it.
    this.#cluster = rootOf(picture)?.location ?? this.#cluster;
    this.#panel.title = picture.title;
    this.#draw();
  }

  #draw(): void {
    const picture = this.#picture;
    if (!picture) return;
    const drawings = [layout, outlineLayout].map((place) => svgOf(place(picture), { standalone: false }));
    void this.#panel.webview.postMessage({ drawings });
  }

  async #open(id: string): Promise<void> {
    const location = this.#picture?.nodes.find((node) => node.id === id)?.location;
    if (!location) return;
    await window.showTextDocument(this.#client.protocol2CodeConverter.asUri(location.uri), {
      viewColumn: ViewColumn.One,
      selection: rangeOf(location.range),
    });
  }

  async export(name: string, extension: string, write: (picture: Picture) => string): Promise<void> {
    if (!this.#picture || !this.#cluster) return;
    const folder = Uri.joinPath(this.#client.protocol2CodeConverter.asUri(this.#cluster.uri), '..');
    const suggested = `${rootOf(this.#picture)?.name ?? 'cluster'}.${extension}`;
    const target = await window.showSaveDialog({
      defaultUri: Uri.joinPath(folder, suggested),
      filters: { [name]: [extension] },
    });
    if (target) await workspace.fs.writeFile(target, new TextEncoder().encode(write(this.#picture)));
  }

  dispose(): void {
    this.#panel.dispose();
  }
}

function rootOf({ nodes }: Picture): Picture['nodes'][number] | undefined {
  return nodes.find(({ isRoot }) => isRoot);
}
