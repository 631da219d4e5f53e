import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { KUSTOMIZATION_FILES } from '../../core/index.ts';
import { isRegular } from '../../node/list-files.ts';
import { STANDARD_INPUT } from './read-manifests.ts';

/** The kustomization of a patch is never further up. */
const LEVELS = 6;

/**
 * Returns the kustomizations in the folders of the files and in the parent folders up to the repository, except for
 * those among the files. They declare which of the files are patches.
 */
export function kustomizationsAround(files: readonly string[]): readonly string[] {
  const given = new Set(files);
  const seen = new Set<string>();
  const found: string[] = [];
  for (const file of files) {
    if (file === STANDARD_INPUT) continue;
    let folder = dirname(file);
    for (let level = 0; level < LEVELS && !seen.has(folder); level++) {
      seen.add(folder);
      for (const name of KUSTOMIZATION_FILES) {
        const path = join(folder, name);
        if (!given.has(path) && isRegular(path)) found.push(path);
      }
      if (existsSync(join(folder, '.git')) || folder === dirname(folder)) break;
      folder = dirname(folder);
    }
  }
  return found;
}
