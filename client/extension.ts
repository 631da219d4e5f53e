import { commands, EventEmitter, type ExtensionContext, window, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { createClusterTree } from './cluster-tree.ts';
import { registerCommands } from './commands.ts';
import { createClient } from './create-client.ts';
import { createPictures } from './picture/panel.ts';
import { STATUS, type Status, TREE_CHANGED } from './protocol.ts';
import { followRedHatYaml } from './red-hat-yaml.ts';
import { createStatusItem } from './status-item.ts';
import { createTargets } from './targets.ts';
import { registerTemplateVariables } from './template-variables.ts';

let client: LanguageClient | undefined;

/** Starts the language server. All knowledge of manifests is there; here is only what VS Code wants of an extension. */
export async function activate(context: ExtensionContext): Promise<void> {
  const output = window.createOutputChannel('Kamaji Metal³', { log: true });
  client = createClient(context.asAbsolutePath('dist/server.cjs'), output);
  // The client hands a notification to one listener alone; several want this one.
  const status = new EventEmitter<Status>();
  const treeChanged = new EventEmitter<void>();
  context.subscriptions.push(
    status,
    treeChanged,
    client.onNotification(TREE_CHANGED, () => treeChanged.fire()),
    client.onNotification(STATUS, (told: Status) => status.fire(told)),
    output,
    ...registerCommands(client, output),
    createStatusItem(client, status.event),
    createTargets(client, status.event),
    registerTemplateVariables(client),
    createClusterTree(client, treeChanged.event),
    createPictures(client, treeChanged.event),
    followRedHatYaml(client),
    // The server is told at its start what it may read.
    workspace.onDidGrantWorkspaceTrust(() => void client?.restart().catch(() => undefined)),
  );
  // The view stands only where there is YAML to draw from.
  void commands.executeCommand('setContext', 'kamajiMetal3.isActive', true);
  // The client itself tells the user of a server that does not start. The commands stay, to look into it and to retry.
  await client.start().catch(() => undefined);
}

export async function deactivate(): Promise<void> {
  // A client that is not running, or not yet, has nothing to stop and says so by throwing.
  if (client?.isRunning()) await client.stop();
}
