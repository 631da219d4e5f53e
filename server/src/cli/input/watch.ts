import { statSync, watch } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { UsageError } from '../usage-error.ts';
import { STANDARD_INPUT } from './read-manifests.ts';

/** Editors write a file in several steps. */
const SETTLE_MILLISECONDS = 150;

/** Runs with a function that names further files to watch. */
type Run = (watchAlso: (files: readonly string[]) => void) => Promise<unknown>;

/**
 * Runs once and again after each change below the paths, until the process is interrupted. `reports` are the absolute paths
 * of files that the run writes.
 */
export async function watchPaths(paths: readonly string[], run: Run, reports: ReadonlySet<string>): Promise<void> {
  if (paths.includes(STANDARD_INPUT)) throw new UsageError('--watch cannot be combined with standard input.');
  let isRunning = true;
  let isDue = false;
  const rerun = async () => {
    if (isRunning) {
      isDue = true;
      return;
    }
    isRunning = true;
    do {
      isDue = false;
      await report(() => run(watchFolders));
    } while (isDue);
    isRunning = false;
  };
  let timer: NodeJS.Timeout | undefined;
  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(rerun, SETTLE_MILLISECONDS);
  };
  const isRelevant = (folder: string, name: string) => isReadable(name) && !reports.has(resolve(folder, name));
  const folders = new Set<string>();
  const watchFolders = (files: readonly string[]) => {
    for (const folder of new Set(files.map(dirname))) {
      if (folders.has(folder)) continue;
      folders.add(folder);
      watch(folder, (_, name) => {
        if (name === null || isRelevant(folder, name)) changed();
      });
    }
  };
  await run(watchFolders);
  for (const path of paths) {
    const isFolder = statSync(path).isDirectory();
    // Editors replace files, so a file is watched through its folder.
    watch(isFolder ? path : dirname(path), { recursive: isFolder }, (_, name) => {
      if (name === null || (isFolder ? isRelevant(path, name) : name === basename(path))) changed();
    });
  }
  isRunning = false;
  if (isDue) changed();
  process.stderr.write('Watching for changes.\n');
}

function isReadable(name: string): boolean {
  return /\.(ya?ml|json|md)$|(^|[/\\])Kustomization$/.test(name);
}

/** A file can be gone for a moment, so errors do not end the watch. */
async function report(run: () => Promise<unknown>): Promise<void> {
  process.stdout.write('\n');
  try {
    await run();
  } catch (error) {
    process.stderr.write(`error: ${error instanceof UsageError ? error.message : String(error)}\n`);
  }
}
