import { commands, type Disposable, window, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { FIX_WORKSPACE } from '../protocol/index.ts';
import { request } from './requests.ts';

export const FIX_WORKSPACE_COMMAND = 'kamajiMetal3.fixWorkspace';

/** Registers the command that shows the unambiguous fixes of all problems in the workspace before it applies them. */
export function registerFixWorkspace(client: LanguageClient): Disposable {
  return commands.registerCommand(FIX_WORKSPACE_COMMAND, async () => {
    if (!client.isRunning()) return;
    const { edit } = await request(client, FIX_WORKSPACE, null);
    const converted = await client.protocol2CodeConverter.asWorkspaceEdit(
      edit as Parameters<typeof client.protocol2CodeConverter.asWorkspaceEdit>[0],
    );
    if (converted) await workspace.applyEdit(converted, { isRefactoring: true });
    else void window.showInformationMessage('No problem in the workspace has an unambiguous fix.');
  });
}
