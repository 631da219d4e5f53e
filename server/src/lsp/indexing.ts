import type { Connection, WorkDoneProgressReporter } from 'vscode-languageserver';
import { type FileChange, isConfigurationFile } from '../core/index.ts';
import type { Host } from './host.ts';
import { reloadFiles } from './reload-files.ts';
import type { Session } from './session/session.ts';
import type { StatusNotifier } from './status-notifier.ts';

export interface IndexingOptions {
  readonly connection: Connection;
  readonly session: Session;
  readonly host: Host;
  readonly status: StatusNotifier;
  /** All workspace folders. */
  readonly workspaceFolders: readonly string[];
  /** The user trusts the workspace: its configuration files may name files outside of their workspace folder. */
  readonly isTrusted: boolean;
  /** The client shows progress that the server starts. */
  readonly showsProgress: boolean;
  /** Returns a time in milliseconds. */
  readonly clock: () => number;
}

/**
 * Reads the manifests of folders in portions, between which other messages are answered. Removes files from the
 * session that should no longer be read.
 */
export async function indexFolders(folders: readonly string[], options: IndexingOptions): Promise<void> {
  const { connection, session, status, clock } = options;
  const start = clock();
  status.indexingStarted();
  const progress = options.showsProgress ? await createProgress(connection) : undefined;
  progress?.begin('Kamaji Metal3: reading manifests');
  try {
    await session.whileReading(async () => {
      for (const folder of folders) await indexFolder(folder, options, progress);
    });
    const duration = Math.round(clock() - start);
    const read = `${count(session.objectCount, 'object')} in ${count(session.files.size, 'file')}`;
    connection.console.info(`Read ${read} in ${duration} ms.`);
  } finally {
    progress?.done();
    status.indexingEnded();
  }
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

async function indexFolder(
  folder: string,
  options: IndexingOptions,
  progress: WorkDoneProgressReporter | undefined,
): Promise<void> {
  const { session, host } = options;
  const listed = new Set<string>();
  const read = async (uris: readonly string[]) => {
    for (const uri of uris) listed.add(uri);
    const closed = uris.filter((uri) => !session.isOpen(uri));
    await reloadFiles(closed, session, host);
    progress?.report(`${session.files.size} files`);
  };
  for await (const portion of host.list(folder, session.configurations.readBelow(folder))) await read(portion);
  await read(await definitionFiles(folder, options));
  removeFiles(session, (uri) => uri.startsWith(`${folder}/`) && !listed.has(uri) && !isConfigurationFile(uri));
}

/**
 * Returns the files with CustomResourceDefinitions that the configuration names. Paths in the settings are relative to
 * the folder.
 */
async function definitionFiles(
  folder: string,
  { session, host, workspaceFolders, isTrusted }: IndexingOptions,
): Promise<readonly string[]> {
  const { base, files } = session.configurations;
  const ofFiles = [...files].map(([uri, { crds }]) => {
    const parent = parentOf(uri);
    const around = workspaceFolders.find((each) => parent === each || parent.startsWith(`${each}/`)) ?? parent;
    return host.match(parent, crds, isTrusted ? undefined : around);
  });
  // The settings need no limit: VS Code omits those of a workspace that is not trusted.
  return (await Promise.all([host.match(folder, base.crds), ...ofFiles])).flat();
}

/** Returns undefined if the client does not show progress. */
function createProgress(connection: Connection): Promise<WorkDoneProgressReporter | undefined> {
  return connection.window.createWorkDoneProgress().catch(() => undefined);
}

function parentOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}

/** Removes the files below folders that left the workspace. */
export function removeFolders(folders: readonly string[], session: Session): void {
  removeFiles(session, (uri) => folders.some((folder) => uri.startsWith(`${folder.replace(/\/$/, '')}/`)));
}

/** Removes files from the session, except open documents. */
function removeFiles(session: Session, isRemoved: (uri: string) => boolean): void {
  const uris = [...session.files.keys()].filter((uri) => !session.isOpen(uri) && isRemoved(uri));
  session.apply(uris.map((uri): FileChange => ({ uri, removed: true })));
}
