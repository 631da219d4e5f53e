import {
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
  workspace,
} from 'vscode';
import { type LanguageClient, State } from 'vscode-languageclient/node';
import { TREE, type TreeItem } from '../protocol/index.ts';
import { followProblems } from './problem-counts.ts';
import { rangeOf } from './ranges.ts';
import { request } from './requests.ts';
import { count } from './status-text.ts';
import { registerTreeCommands } from './tree-commands.ts';
import { decorationUri, registerTreeDecorations, severityColor } from './tree-decorations.ts';
import { descriptionOf, spokenText, titleOf } from './tree-text.ts';

const CLUSTERS_VIEW = 'kamajiMetal3.clusters';

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
    followProblems(({ errors }) => {
      view.badge = errors > 0 ? { value: errors, tooltip: count(errors, 'error') } : undefined;
    }),
    registerTreeDecorations(),
    window.onDidChangeActiveColorTheme(refresh),
    registerTreeCommands(client, () => provider.refresh()),
  );
}

class ClusterTreeProvider implements TreeDataProvider<Line> {
  readonly #client: LanguageClient;
  readonly #changed = new EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  isStale = false;
  #expandsClusters = false;
  #hasSeveralClusters = false;

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
      this.#hasSeveralClusters = clusters.length > 1;
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

  /** Returns the namespace and the file of a Cluster if there are several Clusters. */
  #originOf({ location, namespace }: TreeItem): readonly string[] {
    if (!location || !this.#hasSeveralClusters) return [];
    const file = workspace.asRelativePath(this.#client.protocol2CodeConverter.asUri(location.uri));
    return [...(namespace === undefined ? [] : [namespace]), file];
  }

  getTreeItem({ id, item, depth }: Line): ViewItem {
    const isLeaf = item.children?.length === 0;
    const isExpanded = depth > 0 || this.#expandsClusters;
    const state = isExpanded ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
    const view = new ViewItem(titleOf(item), isLeaf ? TreeItemCollapsibleState.None : state);
    view.id = id;
    view.description = [descriptionOf(item), ...(depth === 0 ? this.#originOf(item) : [])].join(' · ');
    view.iconPath = iconOf(item);
    const uri = decorationUri(id, item);
    if (uri) view.resourceUri = uri;
    view.tooltip = tooltipOf(item);
    view.contextValue = depth === 0 ? 'cluster' : item.state;
    view.accessibilityInformation = { label: spokenText(item) };
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

function tooltipOf({ role, label, namespace, state, isUncertain, messages }: TreeItem): MarkdownString {
  const text = new MarkdownString();
  text.appendText(role === undefined ? label : `${role}: ${label}`);
  if (namespace !== undefined) text.appendText(`\n\nNamespace: ${namespace}`);
  if (state === 'planned') text.appendText('\n\nCluster API creates these objects.');
  if (state === 'elsewhere')
    text.appendText(
      isUncertain
        ? '\n\nA variable or several objects of this name make it unknown whether the workspace has this object.'
        : '\n\nNot in the workspace. The object may exist in the cluster.',
    );
  for (const message of messages) text.appendText(`\n\n${message}`);
  return text;
}

/** The icon shows the kind; objects that do not exist in the manifests have icons of their own. */
function iconOf({ state, severity, icon }: TreeItem): ThemeIcon {
  if (state === 'missing') {
    const shown = severity === 'error' ? 'error' : 'warning';
    return new ThemeIcon(shown, severityColor(shown));
  }
  if (state === 'elsewhere' || state === 'planned') return new ThemeIcon(icon, new ThemeColor('descriptionForeground'));
  return new ThemeIcon(icon);
}
