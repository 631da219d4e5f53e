import { type Disposable, EventEmitter, type ExtensionContext, type LogOutputChannel, Uri, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { STATUS, type Status, TREE_CHANGED } from '../protocol/index.ts';
import { createClusterTree } from './cluster-tree.ts';
import { registerCommands } from './commands.ts';
import { registerFixWorkspace } from './fix-workspace.ts';
import { registerMigration } from './migration.ts';
import { registerNewDocuments } from './new-cluster.ts';
import { createPictures } from './picture/panel.ts';
import { followRedHatYaml } from './red-hat-yaml.ts';
import { registerRulePages } from './rule-pages.ts';
import { createStatusBar } from './status-bar.ts';
import { createStatusItem } from './status-item.ts';
import { createTargets } from './targets.ts';
import { registerTemplateVariables } from './template-variables.ts';

/** Registers the views and commands of the extension. */
export function createParts(
  client: LanguageClient,
  output: LogOutputChannel,
  { extensionUri }: ExtensionContext,
): readonly Disposable[] {
  // The client passes a notification to one listener only, but several parts need these.
  const status = new EventEmitter<Status>();
  const treeChanged = new EventEmitter<void>();
  const targets = new EventEmitter<string>();
  return [
    status,
    treeChanged,
    targets,
    client.onNotification(TREE_CHANGED, () => treeChanged.fire()),
    client.onNotification(STATUS, (current: Status) => status.fire(current)),
    ...registerCommands(client, output),
    registerRulePages(Uri.joinPath(extensionUri, 'dist', 'pages')),
    createStatusItem(client, status.event),
    createStatusBar(client, status.event, targets.event),
    registerNewDocuments(client, Uri.joinPath(extensionUri, 'examples', 'mistakes', 'cluster.yaml')),
    createTargets(client, status.event, (text) => targets.fire(text)),
    registerMigration(client, output),
    registerFixWorkspace(client, output),
    registerTemplateVariables(client),
    createClusterTree(client, treeChanged.event),
    createPictures(client, treeChanged.event, Uri.joinPath(extensionUri, 'docs', 'images')),
    followRedHatYaml(client),
    // The server reads whether the workspace is trusted when it starts.
    workspace.onDidGrantWorkspaceTrust(() => void client.restart().catch(() => undefined)),
  ];
}
