import type { Connection, WorkDoneProgressReporter } from 'vscode-languageserver';
import type { FileChange } from '../core/index.ts';
import { reload } from './handlers/synchronization.ts';
import type { Host } from './host.ts';
import { STATUS, type Status } from './protocol.ts';
import type { Session } from './session.ts';

export interface IndexingOptions {
  readonly connection: Connection;
  readonly session: Session;
  readonly host: Host;
  /** The client shows progress that the server begins. */
  readonly showsProgress: boolean;
}

/** Reads the manifests of folders, in portions between which other messages are answered. */
export async function indexFolders(folders: readonly string[], options: IndexingOptions): Promise<void> {
  const { connection, session, host } = options;
  sendStatus(options, 'indexing');
  const progress = options.showsProgress ? await connection.window.createWorkDoneProgress() : undefined;
  progress?.begin('Kamaji Metal³: reading manifests');
  try {
    for (const folder of folders)
      for await (const portion of host.list(folder, session.settings.exclude)) {
        await reload(
          portion.filter((uri) => !session.isOpen(uri)),
          session,
          host,
        );
        report(progress, session);
      }
  } finally {
    progress?.done();
    session.settle();
    sendStatus(options, 'ready');
  }
}

/** Forgets the files below folders that left the workspace, except those that are open. */
export function forgetFolders(folders: readonly string[], session: Session): void {
  const gone = [...session.workspace.files.keys()].filter(
    (uri) => !session.isOpen(uri) && folders.some((folder) => uri.startsWith(`${folder.replace(/\/$/, '')}/`)),
  );
  session.apply(gone.map((uri): FileChange => ({ uri, removed: true })));
}

function report(progress: WorkDoneProgressReporter | undefined, session: Session): void {
  progress?.report(`${session.workspace.files.size} files`);
}

export function sendStatus({ connection, session }: IndexingOptions, state: Status['state']): void {
  const status: Status = { state, files: session.workspace.files.size, objects: session.workspace.resourceCount };
  void connection.sendNotification(STATUS, status);
}
