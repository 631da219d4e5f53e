import type { Connection, WorkDoneProgressReporter } from 'vscode-languageserver';
import { type FileChange, isConfigurationFile } from '../core/index.ts';
import { reload } from './handlers/synchronization.ts';
import type { Host } from './host.ts';
import type { Session } from './session.ts';
import type { StatusTeller } from './status.ts';

export interface IndexingOptions {
  readonly connection: Connection;
  readonly session: Session;
  readonly host: Host;
  readonly status: StatusTeller;
  /** Those of the workspace. */
  readonly folders: readonly string[];
  /** The user trusts the workspace: its configuration may name files outside of it. */
  readonly isTrusted: boolean;
  /** The client shows progress that the server begins. */
  readonly showsProgress: boolean;
}

/**
 * Reads the manifests of folders, in portions between which other messages are answered, and forgets those of them that
 * are not to be read any more.
 */
export async function indexFolders(folders: readonly string[], options: IndexingOptions): Promise<void> {
  const { connection, session, host } = options;
  options.status.indexingBegins();
  const progress = options.showsProgress ? await createProgress(connection) : undefined;
  progress?.begin('Kamaji Metal³: reading manifests');
  try {
    await session.whileReading(async () => {
      for (const folder of folders) {
        const listed = new Set<string>();
        const read = async (uris: readonly string[]) => {
          for (const uri of uris) listed.add(uri);
          await reload(
            uris.filter((uri) => !session.isOpen(uri)),
            session,
            host,
          );
          report(progress, session);
        };
        for await (const portion of host.list(folder, session.configurations.readBelow(folder))) await read(portion);
        await read(await definitionsIn(folder, options));
        forgetOthers(folder, listed, session);
      }
    });
  } finally {
    progress?.done();
    options.status.indexingEnds();
  }
}

/** The files that configurations name as definitions of kinds; those of the settings count from the folder. */
async function definitionsIn(
  folder: string,
  { session, host, folders, isTrusted }: IndexingOptions,
): Promise<readonly string[]> {
  const { base, files } = session.configurations;
  const ofFiles = [...files].map(([uri, { crds }]) => {
    const from = folderOf(uri);
    const around = folders.find((each) => from === each || from.startsWith(`${each}/`)) ?? from;
    return host.match(from, crds, isTrusted ? undefined : around);
  });
  // The settings are those of the user; in a workspace that is not trusted VS Code leaves out those of the workspace.
  return (await Promise.all([host.match(folder, base.crds), ...ofFiles])).flat();
}

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}

function forgetOthers(folder: string, listed: ReadonlySet<string>, session: Session): void {
  const gone = [...session.workspace.files.keys()].filter(
    (uri) => uri.startsWith(`${folder}/`) && !listed.has(uri) && !session.isOpen(uri) && !isConfigurationFile(uri),
  );
  session.apply(gone.map((uri): FileChange => ({ uri, removed: true })));
}

/** Forgets the files below folders that left the workspace, except those that are open. */
export function forgetFolders(folders: readonly string[], session: Session): void {
  const gone = [...session.workspace.files.keys()].filter(
    (uri) => !session.isOpen(uri) && folders.some((folder) => uri.startsWith(`${folder.replace(/\/$/, '')}/`)),
  );
  session.apply(gone.map((uri): FileChange => ({ uri, removed: true })));
}

/** A client that refuses to show progress costs only that. */
function createProgress(connection: Connection): Promise<WorkDoneProgressReporter | undefined> {
  return connection.window.createWorkDoneProgress().catch(() => undefined);
}

function report(progress: WorkDoneProgressReporter | undefined, session: Session): void {
  progress?.report(`${session.workspace.files.size} files`);
}
