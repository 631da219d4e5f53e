import {
  commands,
  Disposable,
  type Event,
  EventEmitter,
  MarkdownString,
  ThemeColor,
  ThemeIcon,
  type TreeDataProvider,
  TreeItemCollapsibleState,
  TreeItem as ViewItem,
  window,
} from 'vscode';
import { type LanguageClient, State } from 'vscode-languageclient/node';
import { TREE, type TreeItem } from '../protocol/index.ts';
import { createMissingObject } from './create-missing-object.ts';
import { noteOf } from './picture/labels.ts';
import { rangeOf } from './ranges.ts';
import { request } from './requests.ts';

export const CLUSTERS_VIEW = 'kamajiMetal3.clusters';
export const CREATE_MISSING = 'kamajiMetal3.createMissing';

/** Clusters are expanded if there are no more than this. */
const MAX_EXPANDED_CLUSTERS = 3;

/** An item with an id that does not change as long as the item has the same name and the same parent. */
interface Line {
  readonly id: string;
  readonly item: TreeItem;
  readonly depth: number;
}

/** Creates the view that shows each Cluster of the workspace in the form of `clusterctl describe cluster`. */
export function createClusterTree(client: LanguageClient, onTreeChanged: Event<void>): Disposable {
  const provider = new ClusterTreeProvider(client);
  const view = window.createTreeView(CLUSTERS_VIEW, { treeDataProvider: provider, showCollapseAll: true });
  // A hidden view is refreshed when it becomes visible.
  const refresh = () => {
    provider.isStale = !view.visible;
    if (view.visible) provider.refresh();
  };
  return Disposable.from(
    view,
    onTreeChanged(refresh),
    client.onDidChangeState(({ newState }) => newState === State.Running && refresh()),
    view.onDidChangeVisibility(({ visible }) => visible && provider.isStale && refresh()),
    commands.registerCommand(CREATE_MISSING, (line?: Line) => line && createMissingObject(client, line.item)),
  );
}

class ClusterTreeProvider implements TreeDataProvider<Line> {
  readonly #client: LanguageClient;
  readonly #changed = new EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  isStale = false;
  #expandsClusters = false;

  constructor(client: LanguageClient) {
    this.#client = client;
  }

  refresh(): void {
    this.#changed.fire();
  }

  async getChildren(line?: Line): Promise<Line[]> {
    if (!this.#client.isRunning()) return [];
    if (!line) {
      const { clusters } = await request(this.#client, TREE, {});
      this.#expandsClusters = clusters.length <= MAX_EXPANDED_CLUSTERS;
      return linesOf(clusters, '', 0);
    }
    const { item, id, depth } = line;
    return linesOf(item.children ?? (await this.#requestChildren(item)), id, depth + 1);
  }

  async #requestChildren({ location }: TreeItem): Promise<readonly TreeItem[]> {
    if (!location) return [];
    const cluster = { uri: location.uri, position: location.range.start };
    const { clusters } = await request(this.#client, TREE, { cluster });
    return clusters[0]?.children ?? [];
  }

  getTreeItem({ id, item, depth }: Line): ViewItem {
    const isLeaf = item.children?.length === 0;
    const isExpanded = depth > 0 || this.#expandsClusters;
    const state = isExpanded ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
    const view = new ViewItem(item.label, isLeaf ? TreeItemCollapsibleState.None : state);
    view.id = id;
    view.description = [noteOf(item), item.role].filter((each) => each).join(' · ');
    view.iconPath = iconOf(item);
    view.tooltip = tooltipOf(item);
    view.contextValue = depth === 0 ? 'cluster' : item.state;
    view.accessibilityInformation = { label: [item.role, item.label, noteOf(item)].filter((each) => each).join(', ') };
    if (item.location) {
      const uri = this.#client.protocol2CodeConverter.asUri(item.location.uri);
      view.command = {
        title: 'Open',
        command: 'vscode.open',
        arguments: [uri, { selection: rangeOf(item.location.range), preserveFocus: true }],
      };
    }
    return view;
  }
}

function linesOf(items: readonly TreeItem[], parentId: string, depth: number): Line[] {
  const counts = new Map<string, number>();
  return items.map((item) => {
    const name = `${parentId}/${item.role ?? ''} ${item.label} ${depth === 0 ? item.location?.uri : ''}`;
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    return { id: `${name} ${count}`, item, depth };
  });
}

function tooltipOf({ role, label, state, messages }: TreeItem): MarkdownString {
  const text = new MarkdownString();
  text.appendText(role === undefined ? label : `${role}: ${label}`);
  if (state === 'elsewhere') text.appendText('\n\nNot in the workspace. The object may exist in the cluster.');
  for (const message of messages) text.appendText(`\n\n${message}`);
  return text;
}

/** Problems have a color and an icon of their own. All other items show their kind, in the color of the theme. */
function iconOf({ state, severity, icon }: TreeItem): ThemeIcon {
  if (state === 'missing')
    return new ThemeIcon('question', new ThemeColor(`list.${severity === 'error' ? 'error' : 'warning'}Foreground`));
  if (severity === 'error') return new ThemeIcon('error', new ThemeColor('list.errorForeground'));
  if (severity === 'warning') return new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
  if (state === 'elsewhere') return new ThemeIcon('circle-outline', new ThemeColor('disabledForeground'));
  return new ThemeIcon(icon);
}
