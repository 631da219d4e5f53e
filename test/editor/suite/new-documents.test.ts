import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openCluster, ours, ruleOf, until } from './support.ts';

suite('New documents', () => {
  // Before the teardown that waits until there are no problems.
  teardown(async () => {
    if (vscode.window.activeTextEditor?.document.isUntitled)
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
  openCluster();

  /** Runs a command and returns the untitled document that it opens. */
  async function documentOf(command: string, ...args: readonly unknown[]): Promise<vscode.TextDocument> {
    await vscode.commands.executeCommand(command, ...args);
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document?.isUntitled);
    assert.equal(document.languageId, 'yaml');
    return document;
  }

  test('contain the snippet of a layout', async () => {
    const document = await documentOf('kamajiMetal3.newCluster', 'Kamaji and Metal³ cluster');
    assert.match(document.getText(), /^kind: Cluster$/m);
    assert.match(document.getText(), /^ {2}name: edge$/m);
  });

  test('contain the example with its problems', async () => {
    const document = await documentOf('kamajiMetal3.openExample');
    await until('the problems of the example', () =>
      ours(document.uri).some((each) => ruleOf(each) === 'endpoint-host-mismatch'),
    );
  });

  test('are opened by commands that exist', async () => {
    const known = new Set(await vscode.commands.getCommands(true));
    const { contributes } = vscode.extensions.getExtension('kamaji-metal3.kamaji-metal3')?.packageJSON ?? {};
    for (const { command } of contributes.commands) assert.ok(known.has(command), command);
  });
});
