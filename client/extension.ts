import { type ExtensionContext, window } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { registerCommands } from './commands.ts';
import { YAML_DOCUMENTS } from './documents.ts';
import { followRedHatYaml, isRedHatYamlActive } from './red-hat-yaml.ts';
import { createStatusItem } from './status-item.ts';

let client: LanguageClient | undefined;

/** Starts the language server. All knowledge of manifests is there; here is only what VS Code wants of an extension. */
export async function activate(context: ExtensionContext): Promise<void> {
  const output = window.createOutputChannel('Kamaji Metal³', { log: true });
  const module = context.asAbsolutePath('dist/server.cjs');
  client = new LanguageClient(
    'kamajiMetal3',
    'Kamaji Metal³',
    {
      run: { module, transport: TransportKind.ipc },
      debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
    },
    {
      documentSelector: YAML_DOCUMENTS,
      outputChannel: output,
      initializationOptions: { redHatYamlActive: isRedHatYamlActive() },
    },
  );
  context.subscriptions.push(
    output,
    ...registerCommands(client, output),
    createStatusItem(client),
    followRedHatYaml(client),
  );
  await client.start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
