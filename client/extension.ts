import { commands, type ExtensionContext, version, window } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { createClient } from './create-client.ts';
import { createParts } from './parts.ts';

let client: LanguageClient | undefined;

/** Starts the language server, which contains all knowledge of manifests, and registers the views and commands. */
export async function activate(context: ExtensionContext): Promise<void> {
  const output = window.createOutputChannel('Kamaji Metal3', { log: true });
  client = createClient(context.asAbsolutePath('dist/server.cjs'), output);
  context.subscriptions.push(output, ...createParts(client, output, context));
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
