import { type LogOutputChannel, workspace } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { SHOW_REFERENCES } from './commands.ts';
import { DOCUMENTS } from './documents.ts';
import { isRedHatYamlActive } from './red-hat-yaml.ts';

/** A client, not started yet, of the server in the file `module`. */
export function createClient(module: string, output: LogOutputChannel): LanguageClient {
  return new LanguageClient(
    'kamajiMetal3',
    'Kamaji Metal³',
    {
      run: { module, transport: TransportKind.ipc },
      debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
    },
    {
      documentSelector: DOCUMENTS,
      outputChannel: output,
      // Asked at every start: what was true at the first need not be at the next.
      initializationOptions: () => ({
        redHatYamlActive: isRedHatYamlActive(),
        isTrusted: workspace.isTrusted,
        suggestCommand: 'editor.action.triggerSuggest',
        showReferencesCommand: SHOW_REFERENCES,
      }),
    },
  );
}
