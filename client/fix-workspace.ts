import { commands, type Disposable, type LogOutputChannel, Uri, window, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { FIX_WORKSPACE, type UnfixedFile } from '../protocol/index.ts';
import { request } from './requests.ts';

export const FIX_WORKSPACE_COMMAND = 'kamajiMetal3.fixWorkspace';

/** Registers the command that shows the unambiguous fixes of all problems in the workspace before it applies them. */
export function registerFixWorkspace(client: LanguageClient, output: LogOutputChannel): Disposable {
  return commands.registerCommand(FIX_WORKSPACE_COMMAND, async () => {
    if (!client.isRunning()) return;
    const { edit, unfixed } = await request(client, FIX_WORKSPACE, null);
    const converted = await client.protocol2CodeConverter.asWorkspaceEdit(
      edit as Parameters<typeof client.protocol2CodeConverter.asWorkspaceEdit>[0],
    );
    if (converted) await workspace.applyEdit(converted, { isRefactoring: true });
    if (unfixed.length > 0) await showUnfixed(unfixed, output);
    else if (!converted) void window.showInformationMessage('No problem in the workspace has an unambiguous fix.');
  });
}

/** Reports the files that a tool would generate again without the fixes. */
async function showUnfixed(files: readonly UnfixedFile[], output: LogOutputChannel): Promise<void> {
  const notes = files.map(({ uri, reason }) => `${workspace.asRelativePath(Uri.parse(uri))} was not fixed: ${reason}.`);
  for (const note of notes) output.warn(note);
  const show = 'Show Output';
  const [only = ''] = notes;
  const text = notes.length === 1 ? only : `${notes.length} generated files were not fixed.`;
  if ((await window.showWarningMessage(text, show)) === show) output.show();
}
