import { commands, EventEmitter, type ExtensionContext, Uri, version, window, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { STATUS, type Status, TREE_CHANGED } from '../protocol/index.ts';
import { createClusterTree } from './cluster-tree.ts';
import { registerCommands } from './commands.ts';
import { createClient } from './create-client.ts';
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

let client: LanguageClient | undefined;

/** Starts the language server, which contains all knowledge of manifests, and registers the views and commands. */
export async function activate(context: ExtensionContext): Promise<void> {
  const output = window.createOutputChannel('Kamaji Metal3', { log: true });
  client = createClient(context.asAbsolutePath('dist/server.cjs'), output);
  // The client passes a notification to one listener only, but several parts need these.
  const status = new EventEmitter<Status>();
  const treeChanged = new EventEmitter<void>();
  const targets = new EventEmitter<string>();
  context.subscriptions.push(
    status,
    treeChanged,
    targets,
    client.onNotification(TREE_CHANGED, () => treeChanged.fire()),
    client.onNotification(STATUS, (current: Status) => status.fire(current)),
    output,
    ...registerCommands(client, output),
    registerRulePages(Uri.joinPath(context.extensionUri, 'dist', 'pages')),
    createStatusItem(client, status.event),
    createStatusBar(client, status.event, targets.event),
    registerNewDocuments(client, Uri.joinPath(context.extensionUri, 'examples', 'mistakes', 'cluster.yaml')),
    createTargets(client, status.event, (text) => targets.fire(text)),
    registerMigration(client, output),
    registerFixWorkspace(client),
    registerTemplateVariables(client),
    createClusterTree(client, treeChanged.event),
    createPictures(client, treeChanged.event, Uri.joinPath(context.extensionUri, 'docs', 'images')),
    followRedHatYaml(client),
    // The server reads whether the workspace is trusted when it starts.
    workspace.onDidGrantWorkspaceTrust(() => void client?.restart().catch(() => undefined)),
  );
  output.info(`${context.extension.id} ${context.extension.packageJSON.version}, VS Code ${version}`);
  // The tree view is only visible in workspaces in which the extension is active.
  void commands.executeCommand('setContext', 'kamajiMetal3.isActive', true);
  // The client reports a server that does not start. The commands stay available to see the output and to restart.
  await client.start().catch(() => undefined);
}

export async function deactivate(): Promise<void> {
  // `stop` throws if the client is not running.
  if (client?.isRunning()) await client.stop();
}
