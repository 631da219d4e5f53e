import { commands, Disposable, env, window } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { TreeItem } from '../protocol/index.ts';
import { createMissingObject } from './create-missing-object.ts';
import { rangeOf } from './ranges.ts';
import { clusterctlCommand, kubectlCommand, titleOf } from './tree-text.ts';

/** The ids of the commands in the context menu of the view. `package.json` defines their titles. */
const ID = 'kamajiMetal3.';

/** Registers the commands of the view and its context menu. VS Code passes the line of the tree. */
export function registerTreeCommands(client: LanguageClient, refresh: () => void): Disposable {
  const register = (name: string, run: (item: TreeItem) => unknown) =>
    commands.registerCommand(ID + name, (line?: { readonly item: TreeItem }) => line && run(line.item));
  return Disposable.from(
    register('createMissing', (item) => createMissingObject(client, item)),
    register('goToObject', (item) => open(client, item)),
    register('goToReference', (item) => open(client, item)),
    register('copyName', (item) => env.clipboard.writeText(titleOf(item))),
    register('copyKubectl', (item) => env.clipboard.writeText(kubectlCommand(item))),
    register('copyClusterctl', (item) => env.clipboard.writeText(clusterctlCommand(item))),
    commands.registerCommand(`${ID}refreshTree`, refresh),
    register('findReferences', (item) => runAt(client, item, 'editor.action.goToReferences')),
    register('renameObject', (item) => runAt(client, item, 'editor.action.rename')),
  );
}

/** Runs a command of the editor at the name of an object. */
async function runAt(client: LanguageClient, item: TreeItem, command: string): Promise<void> {
  if (await open(client, item)) await commands.executeCommand(command);
}

/** Opens the manifest with the cursor at the name of the object. Returns false if there is none. */
async function open(client: LanguageClient, { location }: TreeItem): Promise<boolean> {
  if (!location) return false;
  const selection = rangeOf(location.range);
  await window.showTextDocument(client.protocol2CodeConverter.asUri(location.uri), { selection });
  return true;
}
