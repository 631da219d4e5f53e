import {
  DidChangeTextDocumentNotification,
  type DidChangeTextDocumentParams,
  DidChangeWatchedFilesNotification,
  type DidChangeWatchedFilesParams,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { changeFile, type FileChange, isConfigurationFile, manifestFile, offsetAt } from '../../core/index.ts';
import type { Dispatcher } from '../dispatcher.ts';
import type { Host } from '../host.ts';
import { reloadFiles } from '../reload-files.ts';
import type { Session } from '../session/session.ts';
import { normalUri } from '../uris.ts';

export const SYNCHRONIZATION = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
} as const;

/** Follows the open documents and, for all others, the files on disk. `folders` returns the workspace folders. */
export function registerSynchronization(dispatcher: Dispatcher, host: Host, folders: () => readonly string[]): void {
  dispatcher.notification(DidOpenTextDocumentNotification.type, (session, { textDocument: { uri, version, text } }) =>
    session.openDocument(uri, version, text),
  );
  dispatcher.notification(DidChangeTextDocumentNotification.type, changeDocument);
  dispatcher.notification(DidCloseTextDocumentNotification.type, async (session, { textDocument: { uri } }) => {
    session.closeDocument(uri);
    await reloadFiles([normalUri(uri)], session, host);
  });
  dispatcher.notification(DidChangeWatchedFilesNotification.type, (session, params) =>
    changeWatchedFiles(session, params, host, folders()),
  );
}

export function changeDocument(
  session: Session,
  { textDocument: { uri, version }, contentChanges }: DidChangeTextDocumentParams,
): void {
  const key = normalUri(uri);
  const changes: FileChange[] = [];
  // The range of each change refers to the text after the previous change.
  let file = session.files.get(key) ?? manifestFile(key, session.quarantinedText(key) ?? '');
  for (const change of contentChanges) {
    if (!('range' in change)) {
      changes.push({ uri: key, text: change.text });
      file = manifestFile(key, change.text);
      continue;
    }
    const range = { start: offsetAt(file, change.range.start), end: offsetAt(file, change.range.end) };
    changes.push({ uri: key, range, newText: change.text });
    if (contentChanges.length > 1) file = changeFile(file, range, change.text);
  }
  session.changeDocument(uri, version, changes);
}

async function changeWatchedFiles(
  session: Session,
  { changes }: DidChangeWatchedFilesParams,
  host: Host,
  folders: readonly string[],
): Promise<void> {
  const isRelevant = (uri: string) =>
    isConfigurationFile(uri) ||
    session.files.has(uri) ||
    folders.some(
      (folder) => uri.startsWith(`${folder}/`) && host.isListed(folder, uri, session.configurations.readBelow(folder)),
    );
  const uris = new Set(changes.map((change) => normalUri(change.uri)));
  await reloadFiles([...uris].filter(isRelevant), session, host);
}
