import { type ExtensionContext, window } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { registerCommands } from './commands.ts';
import { createClient } from './create-client.ts';
import { followRedHatYaml } from './red-hat-yaml.ts';
import { createStatusItem } from './status-item.ts';

let client: LanguageClient | undefined;

/** Starts the language server. All knowledge of manifests is there; here is only what VS Code wants of an extension. */
export async function activate(context: ExtensionContext): Promise<void> {
  const output = window.createOutputChannel('Kamaji Metal³', { log: true });
  client = createClient(context.asAbsolutePath('dist/server.cjs'), output);
  context.subscriptions.push(
    output,
    ...registerCommands(client, output),
    createStatusItem(client),
    followRedHatYaml(client),
  );
  // The client itself tells the user of a server that does not start. The commands stay, to look into it and to retry.
  await client.start().catch(() => undefined);
}

export async function deactivate(): Promise<void> {
  // A client that is not running, or not yet, has nothing to stop and says so by throwing.
  if (client?.isRunning()) await client.stop();
}
