import { commands, Disposable, SnippetString, type Uri, window, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { LAYOUTS } from '../protocol/index.ts';
import { request } from './requests.ts';

export const NEW_CLUSTER = 'kamajiMetal3.newCluster';
export const OPEN_EXAMPLE = 'kamajiMetal3.openExample';

/** Registers the commands that open new documents. `example` is a manifest with problems. */
export function registerNewDocuments(client: LanguageClient, example: Uri): Disposable {
  return Disposable.from(
    commands.registerCommand(NEW_CLUSTER, (title?: unknown) =>
      createManifest(client, typeof title === 'string' ? title : undefined),
    ),
    commands.registerCommand(OPEN_EXAMPLE, () => openExample(example)),
  );
}

/** Asks the user for a layout, unless the caller passes its title, and runs its snippet in an untitled document. */
async function createManifest(client: LanguageClient, title: string | undefined): Promise<void> {
  if (!client.isRunning()) await client.start();
  const layouts = await request(client, LAYOUTS, null);
  const items = layouts.map((layout) => ({
    label: layout.title,
    detail: layout.summary,
    description: `${layout.version} · ${layout.kinds.length} objects`,
    layout,
  }));
  const picked =
    items.find(({ label }) => label === title) ??
    (await window.showQuickPick(items, { title: 'New Cluster Manifest', placeHolder: 'Select a layout' }));
  if (!picked) return;
  const document = await workspace.openTextDocument({ language: 'yaml' });
  const editor = await window.showTextDocument(document);
  await editor.insertSnippet(new SnippetString(picked.layout.snippet));
}

/** Opens a copy, so that the user can try fixes. */
async function openExample(example: Uri): Promise<void> {
  const content = new TextDecoder().decode(await workspace.fs.readFile(example));
  await window.showTextDocument(await workspace.openTextDocument({ language: 'yaml', content }));
}
