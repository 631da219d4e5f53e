import { randomBytes } from 'node:crypto';
import {
  ColorThemeKind,
  commands,
  Disposable,
  type Event,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { type Location, PICTURE, type Picture, TREE, type TreeItem } from '../../protocol/index.ts';
import { NEW_CLUSTER, OPEN_EXAMPLE } from '../new-cluster.ts';
import { rangeOf } from '../ranges.ts';
import { request } from '../requests.ts';
import { fileName } from './file-name.ts';
import { layout } from './layout.ts';
import { mermaidOf } from './mermaid.ts';
import { outlineLayout } from './outline-layout.ts';
import { pageOf } from './page.ts';
import { svgOf } from './svg.ts';

export const SHOW_PICTURE = 'kamajiMetal3.showPicture';

/** The formats of an exported picture: the command, the name, the extension and what they are for. */
const FORMATS = [
  { command: 'kamajiMetal3.exportPng', label: 'PNG', extension: 'png', detail: 'An image in the colors of the editor' },
  {
    command: 'kamajiMetal3.exportSvg',
    label: 'SVG',
    extension: 'svg',
    detail: 'An image without loss, light and dark',
  },
  { command: 'kamajiMetal3.exportMermaid', label: 'Mermaid', extension: 'mmd', detail: 'Text for Markdown pages' },
] as const;

type Format = (typeof FORMATS)[number];

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
    ...FORMATS.map((format) => commands.registerCommand(format.command, () => panel?.export(format))),
    onTreeChanged(() => void panel?.refresh()),
    { dispose: () => panel?.dispose() },
  );
}

/** Returns the only Cluster of the workspace, or the one that the user picks. */
async function chooseCluster(client: LanguageClient): Promise<Location | undefined> {
  if (!client.isRunning()) return undefined;
  const { clusters } = await request(client, TREE, {});
  if (clusters.length === 0) void offerFirstCluster();
  if (clusters.length <= 1) return clusters[0]?.location;
  const items = clusters.map((cluster) => ({
    label: cluster.label,
    description: cluster.location ? workspace.asRelativePath(Uri.parse(cluster.location.uri)) : '',
    cluster,
  }));
  const picked = await window.showQuickPick(items, { title: 'Select a Cluster', matchOnDescription: true });
  return picked?.cluster.location;
}

async function offerFirstCluster(): Promise<void> {
  const actions = [
    { title: 'New Cluster Manifest…', command: NEW_CLUSTER },
    { title: 'Open Example', command: OPEN_EXAMPLE },
  ];
  const picked = await window.showInformationMessage('No Cluster manifests found in this workspace.', ...actions);
  if (picked) await commands.executeCommand(picked.command);
}

class PicturePanel {
  readonly #client: LanguageClient;
  readonly #panel: WebviewPanel;
  #cluster: Location | undefined;
  #picture: Picture | undefined;
  /** Receives the PNG that the page draws, as Base64. */
  #onRasterized: ((png: string) => void) | undefined;

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
    this.#panel.webview.onDidReceiveMessage((message: Message) => {
      if (message.ready) this.#draw();
      if (message.open !== undefined) void this.#open(message.open);
      if (message.export) void this.#selectFormat();
      if (message.png !== undefined) this.#onRasterized?.(message.png);
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
    const drawings = [layout, outlineLayout].map((place) => svgOf(place(picture)));
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

  async #selectFormat(): Promise<void> {
    const format = await window.showQuickPick(FORMATS, { title: 'Export Diagram', placeHolder: 'Select a format' });
    if (format) await this.export(format);
  }

  async export(format: Format): Promise<void> {
    const picture = this.#picture;
    if (!picture || !this.#cluster) return;
    const folder = Uri.joinPath(this.#client.protocol2CodeConverter.asUri(this.#cluster.uri), '..');
    const suggested = fileName(rootOf(picture)?.name ?? '', format.extension);
    const target = await window.showSaveDialog({
      defaultUri: Uri.joinPath(folder, suggested),
      filters: { [format.label]: [format.extension] },
    });
    if (!target) return;
    const content = await this.#write(picture, format);
    if (content.length > 0) await workspace.fs.writeFile(target, content);
    else void window.showErrorMessage('The diagram could not be drawn. Export it as SVG instead.');
  }

  async #write(picture: Picture, { extension }: Format): Promise<Uint8Array> {
    if (extension === 'mmd') return Buffer.from(mermaidOf(picture));
    const placed = outlineLayout(picture);
    if (extension === 'svg') return Buffer.from(svgOf(placed, 'auto'));
    const { kind } = window.activeColorTheme;
    const isDark = kind === ColorThemeKind.Dark || kind === ColorThemeKind.HighContrast;
    return Buffer.from(await this.#rasterize(svgOf(placed, isDark ? 'dark' : 'light')), 'base64');
  }

  /** Returns an SVG as PNG in Base64; empty if the page cannot draw it. Only a visible page answers. */
  #rasterize(svg: string): Promise<string> {
    this.#panel.reveal(undefined, true);
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(''), RASTERIZE_TIMEOUT);
      this.#onRasterized = (png) => {
        clearTimeout(timer);
        resolve(png);
      };
      void this.#panel.webview.postMessage({ rasterize: svg });
    });
  }

  dispose(): void {
    this.#panel.dispose();
  }
}

/** In milliseconds. */
const RASTERIZE_TIMEOUT = 10_000;

/** What the page sends. */
interface Message {
  readonly ready?: boolean;
  readonly open?: string;
  readonly export?: boolean;
  readonly png?: string;
}

function rootOf({ nodes }: Picture): Picture['nodes'][number] | undefined {
  return nodes.find(({ isRoot }) => isRoot);
}
