import type { Connection, DidChangeTextDocumentParams } from 'vscode-languageserver';
import { changeFile, type FileChange, isConfigurationFile, manifestFile, offsetAt } from '../../core/index.ts';
import type { Host } from '../host.ts';
import { normalUri, type Session } from '../session.ts';

/** Follows the texts that the client has open, and the files on disk while it has not. */
export function registerSynchronization(
  connection: Connection,
  session: Session,
  host: Host,
  folders: () => readonly string[],
): void {
  connection.onDidOpenTextDocument(({ textDocument: { uri, version, text } }) => session.open(uri, version, text));
  connection.onDidChangeTextDocument((params) => onChange(params, session));
  connection.onDidCloseTextDocument(async ({ textDocument }) => {
    session.close(textDocument.uri);
    await reload([normalUri(textDocument.uri)], session, host);
  });
  connection.onDidChangeWatchedFiles(async ({ changes }) => {
    const isRead = (uri: string) =>
      isConfigurationFile(uri) ||
      session.file(uri) !== undefined ||
      folders().some(
        (folder) =>
          uri.startsWith(`${folder}/`) && host.isListed(folder, uri, session.configurations.readBelow(folder)),
      );
    const uris = new Set(changes.map((change) => normalUri(change.uri)));
    await reload([...uris].filter(isRead), session, host);
  });
}

export function onChange(
  { textDocument: { uri, version }, contentChanges }: DidChangeTextDocumentParams,
  session: Session,
): void {
  const key = normalUri(uri);
  const changes: FileChange[] = [];
  // Each change counts in the text that the one before it leaves.
  let file = session.file(key) ?? manifestFile(key, '');
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
  session.change(uri, version, changes);
}

/** Takes the text on disk for files that are not open; one that cannot be read is gone. */
export async function reload(uris: readonly string[], session: Session, host: Host): Promise<void> {
  const changes = await Promise.all(
    uris.map(async (uri): Promise<FileChange> => {
      // One that fails costs none of the others.
      const text = await host.read(uri, session.onSkipped).catch(() => undefined);
      return text === undefined ? { uri, removed: true } : { uri, text };
    }),
  );
  session.apply(changes.filter(({ uri }) => !session.isOpen(uri)));
}
