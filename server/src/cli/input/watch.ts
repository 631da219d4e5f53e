import { statSync, watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import { UsageError } from '../usage-error.ts';
import { STANDARD_INPUT } from './read-manifests.ts';

/** Editors write a file in several steps. */
const SETTLE_MILLISECONDS = 150;

/** Runs once and again after each change below the paths, until the process is interrupted. */
export async function watchPaths(paths: readonly string[], run: () => Promise<unknown>): Promise<void> {
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
      await report(run);
    } while (isDue);
    isRunning = false;
  };
  let timer: NodeJS.Timeout | undefined;
  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(rerun, SETTLE_MILLISECONDS);
  };
  await run();
  for (const path of paths) {
    const isFolder = statSync(path).isDirectory();
    // Editors replace files, so a file is watched through its folder.
    watch(isFolder ? path : dirname(path), { recursive: isFolder }, (_, name) => {
      if (!isFolder && name !== null && name !== basename(path)) return;
      if (name === null || !isFolder || /\.(ya?ml|json|md)$|(^|[/\\])Kustomization$/.test(name)) changed();
    });
  }
  isRunning = false;
  process.stderr.write('Watching for changes.\n');
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
