import { WorkspaceEdit, window, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { CREATE_OBJECT, type TreeItem } from '../protocol/index.ts';
import { rangeOf } from './ranges.ts';
import { request } from './requests.ts';

/** Creates the object of a tree item that is missing, in the file of the reference that names it. */
export async function createMissingObject(client: LanguageClient, { label, location }: TreeItem): Promise<void> {
  if (!location) return;
  const { uri, range } = location;
  const documents = await request(client, CREATE_OBJECT, { uri, position: range.start });
  if (documents.length === 0) {
    void window.showInformationMessage(`No skeleton for ${label} is available. Write the object manually.`);
    return;
  }
  const edit = new WorkspaceEdit();
  for (const document of documents)
    for (const each of document.edits)
      edit.replace(client.protocol2CodeConverter.asUri(document.uri), rangeOf(each.range), each.newText);
  await workspace.applyEdit(edit);
}
