import {
  DidChangeTextDocumentNotification,
  type DidChangeTextDocumentParams,
  DidChangeWatchedFilesNotification,
  type DidChangeWatchedFilesParams,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  FileChangeType,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { changeFile, type FileChange, isConfigurationFile, manifestFile, offsetAt } from '../../core/index.ts';
import { filesInCreatedFolders } from '../created-folders.ts';
import type { Dispatcher } from '../dispatcher.ts';
import type { Host } from '../host.ts';
import type { PathLookup } from '../path-lookup.ts';
import { reloadFiles } from '../reload-files.ts';
import type { Session } from '../session/session.ts';
import { normalUri } from '../uris.ts';

export const SYNCHRONIZATION = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
} as const;

/** What synchronization needs of the server. */
export interface Watched {
  /** The workspace folders. */
  readonly folders: readonly string[];
  readonly paths: PathLookup;
}

/** Follows the open documents and, for all others, the files on disk. */
export function registerSynchronization(dispatcher: Dispatcher, host: Host, server: () => Watched | undefined): void {
  dispatcher.notification(DidOpenTextDocumentNotification.type, (session, { textDocument: { uri, version, text } }) =>
    session.openDocument(uri, version, text),
  );
  dispatcher.notification(DidChangeTextDocumentNotification.type, changeDocument);
  dispatcher.notification(DidCloseTextDocumentNotification.type, async (session, { textDocument: { uri } }) => {
    session.closeDocument(uri);
    await reloadFiles([normalUri(uri)], session, host);
  });
  dispatcher.notification(DidChangeWatchedFilesNotification.type, (session, params) =>
    changeWatchedFiles(session, params, host, server()),
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
  server: Watched | undefined,
): Promise<void> {
  const folders = server?.folders ?? [];
  const isRelevant = (uri: string) =>
    isConfigurationFile(uri) ||
    session.files.has(uri) ||
    folders.some(
      (folder) => uri.startsWith(`${folder}/`) && host.isListed(folder, uri, session.configurations.readBelow(folder)),
    );
  const uris = new Set(changes.map((change) => normalUri(change.uri)));
  const below = filesBelow(deletedFolders({ changes }, session), session);
  const created = changes.filter(({ type }) => type === FileChangeType.Created).map(({ uri }) => normalUri(uri));
  const others = created.filter((uri) => !isRelevant(uri));
  const inCreated = await filesInCreatedFolders(others, folders, session, host);
  const relevant = [...new Set([...[...uris].filter(isRelevant), ...below, ...inCreated])];
  await Promise.all(
    relevant
      .filter((uri) => isConfigurationFile(uri) && session.isOpen(uri))
      .map(async (uri) => {
        const text = await host.read(uri).catch(() => undefined);
        session.setDeleted(uri, text === undefined);
      }),
  );
  await reloadFiles(relevant, session, host);
  const appeared = changes.filter(({ type }) => type !== FileChangeType.Changed).map(({ uri }) => normalUri(uri));
  if (appeared.length > 0) await server?.paths.readChanged(new Set(appeared));
}

/** Returns deleted paths that are not files of the session. A client reports only the folder, not the files in it. */
function deletedFolders(
  { changes }: Pick<DidChangeWatchedFilesParams, 'changes'>,
  session: Session,
): readonly string[] {
  const deleted = changes.filter(({ type }) => type === FileChangeType.Deleted).map(({ uri }) => normalUri(uri));
  return deleted.filter((uri) => !session.files.has(uri));
}

function filesBelow(folders: readonly string[], session: Session): readonly string[] {
  if (folders.length === 0) return [];
  const isBelow = new Set(folders);
  return [...session.files.keys()].filter((uri) => {
    for (let at = uri.lastIndexOf('/'); at > 0; at = uri.lastIndexOf('/', at - 1))
      if (isBelow.has(uri.slice(0, at))) return true;
    return false;
  });
}
