import { type LogOutputChannel, workspace } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import type { InitializationOptions } from '../protocol/index.ts';
import { OPEN_URI, SHOW_REFERENCES } from './commands.ts';
import { DOCUMENTS } from './documents.ts';
import { isRedHatYamlActive } from './red-hat-yaml.ts';
import { RULE_PAGE_URI } from './rule-pages.ts';

/** Creates a client for the server in the file `module`. The client is not started. */
export function createClient(module: string, output: LogOutputChannel): LanguageClient {
  return new LanguageClient(
    'kamajiMetal3',
    'Kamaji Metal3',
    {
      run: { module, transport: TransportKind.ipc },
      debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
    },
    {
      documentSelector: DOCUMENTS,
      outputChannel: output,
      // A function, because Red Hat's extension may be enabled or disabled between two starts.
      initializationOptions: (): InitializationOptions => ({
        redHatYamlActive: isRedHatYamlActive(),
        isTrusted: workspace.isTrusted,
        suggestCommand: 'editor.action.triggerSuggest',
        showReferencesCommand: SHOW_REFERENCES,
        openUriCommand: OPEN_URI,
        rulePageUri: RULE_PAGE_URI,
      }),
    },
  );
}
