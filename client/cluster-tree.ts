import {
  type CodeAction,
  commands,
  Disposable,
  type Event,
  EventEmitter,
  MarkdownString,
  Range,
  ThemeColor,
  ThemeIcon,
  type TreeDataProvider,
  TreeItemCollapsibleState,
  TreeItem as ViewItem,
  window,
  workspace,
} from 'vscode';
import { type LanguageClient, State } from 'vscode-languageclient/node';
import { TREE, type TreeItem, type TreeResult } from './protocol.ts';

export const CLUSTERS_VIEW = 'kamajiMetal3.clusters';
export const CREATE_MISSING = 'kamajiMetal3.createMissing';

/** A line of the view, which is the same one after a change as long as it is called the same. */
interface Line {
  readonly id: string;
  readonly item: TreeItem;
  readonly depth: number;
}

/** The view that draws each Cluster of the workspace as `clusterctl describe cluster` does. */
export function createClusterTree(client: LanguageClient, onTreeChanged: Event<void>): Disposable {
  const lines = new ClusterLines(client);
  const view = window.createTreeView(CLUSTERS_VIEW, { treeDataProvider: lines, showCollapseAll: true });
  // What nobody looks at is not asked for.
  const refresh = () => {
    lines.isStale = !view.visible;
    if (view.visible) lines.refresh();
  };
  return Disposable.from(
    view,
    onTreeChanged(refresh),
    client.onDidChangeState(({ newState }) => newState === State.Running && refresh()),
    view.onDidChangeVisibility(({ visible }) => visible && lines.isStale && refresh()),
    commands.registerCommand(CREATE_MISSING, (line?: Line) => (line ? createMissing(client, line.item) : undefined)),
  );
}

class ClusterLines implements TreeDataProvider<Line> {
  readonly #client: LanguageClient;
  readonly #changed = new EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  isStale = false;
  #isAlone = false;

  constructor(client: LanguageClient) {
    this.#client = client;
  }

  refresh(): void {
    this.#changed.fire();
  }

  async getChildren(line?: Line): Promise<Line[]> {
    if (!this.#client.isRunning()) return [];
    if (!line) {
      const { clusters } = await this.#client.sendRequest<TreeResult>(TREE, {});
      this.#isAlone = clusters.length <= 3;
      return linesOf(clusters, '', 0);
    }
    const { item, id, depth } = line;
    return linesOf(item.children ?? (await this.#childrenOf(item)), id, depth + 1);
  }

  async #childrenOf({ location }: TreeItem): Promise<readonly TreeItem[]> {
    if (!location) return [];
    const cluster = { uri: location.uri, position: location.range.start };
    const { clusters } = await this.#client.sendRequest<TreeResult>(TREE, { cluster });
    return clusters[0]?.children ?? [];
  }

  getTreeItem({ id, item, depth }: Line): ViewItem {
    const isLeaf = item.children?.length === 0;
    const isOpen = depth > 0 || this.#isAlone;
    const state = isOpen ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
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

function linesOf(items: readonly TreeItem[], above: string, depth: number): Line[] {
  const seen = new Map<string, number>();
  return items.map((item) => {
    const name = `${above}/${item.role ?? ''} ${item.label} ${depth === 0 ? item.location?.uri : ''}`;
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    return { id: `${name} ${count}`, item, depth };
  });
}

function noteOf({ state, severity, messages }: TreeItem): string {
  if (state === 'missing') return 'missing';
  if (state === 'elsewhere') return 'not in the workspace';
  if (!severity || severity === 'info' || severity === 'hint') return '';
  return messages.length === 1 ? `1 ${severity}` : `${messages.length} findings`;
}

function tooltipOf({ role, label, state, messages }: TreeItem): MarkdownString {
  const text = new MarkdownString();
  text.appendText(role === undefined ? label : `${role}: ${label}`);
  if (state === 'elsewhere') text.appendText('\n\nNo manifest of the workspace has it; it may be in the cluster.');
  for (const message of messages) text.appendText(`\n\n${message}`);
  return text;
}

const ICONS: Readonly<Record<string, string>> = {
  Cluster: 'server-environment',
  Metal3Cluster: 'server',
  KamajiControlPlane: 'circuit-board',
  KubeadmControlPlane: 'circuit-board',
  DataStore: 'database',
  IPPool: 'list-ordered',
  Machine: 'vm',
  MachineDeployment: 'layers',
  MachineSet: 'layers',
  MachinePool: 'layers',
  MachineHealthCheck: 'pulse',
  Metal3MachineTemplate: 'vm-outline',
  Metal3Machine: 'vm-outline',
  Metal3DataTemplate: 'note',
  KubeadmConfig: 'terminal',
  KubeadmConfigTemplate: 'terminal',
  ClusterClass: 'library',
};

/**
 * What is wrong stands out by its colour and its sign; all else shows what sort of thing it is, by a sign to which themes
 * give no colour.
 */
function iconOf({ state, severity, kind }: TreeItem): ThemeIcon {
  if (state === 'missing')
    return new ThemeIcon('question', new ThemeColor(`list.${severity === 'error' ? 'error' : 'warning'}Foreground`));
  if (severity === 'error') return new ThemeIcon('error', new ThemeColor('list.errorForeground'));
  if (severity === 'warning') return new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
  if (state === 'elsewhere') return new ThemeIcon('circle-outline', new ThemeColor('disabledForeground'));
  if (state === 'group' && kind === undefined) return new ThemeIcon('symbol-namespace');
  return new ThemeIcon(ICONS[kind ?? ''] ?? 'package');
}

/** Writes the object that a reference misses, by the quick fix that stands at the reference. */
async function createMissing(client: LanguageClient, { label, location }: TreeItem): Promise<void> {
  if (!location) return;
  const uri = client.protocol2CodeConverter.asUri(location.uri);
  const actions = await commands.executeCommand<CodeAction[]>(
    'vscode.executeCodeActionProvider',
    uri,
    rangeOf(location.range),
  );
  const fix = actions.find(({ title, edit }) => edit && /^Create /.test(title));
  if (fix?.edit) await workspace.applyEdit(fix.edit);
  else void window.showInformationMessage(`There is no skeleton for ${label}: write it beside the others.`);
}

function rangeOf({ start, end }: { start: At; end: At }): Range {
  return new Range(start.line, start.character, end.line, end.character);
}

interface At {
  readonly line: number;
  readonly character: number;
}
