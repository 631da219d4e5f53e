import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CONFIGURATION_FILE } from '../../core/index.ts';
import { repositoryOf } from '../../node/git-ignore.ts';

/**
 * Returns the folders whose manifests can belong to some files: for each file, the folder of the configuration that
 * applies to it, otherwise its repository, otherwise its own folder.
 */
export function neighborFolders(files: readonly string[]): readonly string[] {
  const folders = new Map<string, string>();
  for (const folder of files.map((file) => dirname(file)))
    if (!folders.has(folder)) folders.set(folder, configuredFolder(folder) ?? repositoryOf(folder) ?? folder);
  return [...new Set(folders.values())].sort();
}

function configuredFolder(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, CONFIGURATION_FILE))) return at;
    if (at === dirname(at)) return undefined;
  }
}
