import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { KUSTOMIZATION_FILES, namedPathsOf, transformerFilesOf } from '../../core/index.ts';
import { isInside, isRegular } from '../../node/list-files.ts';
import { readTextSync } from '../../node/read-text.ts';
import { isKustomizationPath, kustomizationsIn } from './kustomization-files.ts';
import { neighborFolders } from './neighbors.ts';
import { isListable, type ListOptions } from './read-manifests.ts';

/**
 * Returns the other files that the kustomizations among some files include, directly or through others. Files that git or the
 * options exclude are left out. Without them, the objects that an overlay changes are unknown.
 */
export function includedFiles(files: readonly string[], options: ListOptions): readonly string[] {
  const given = new Set(files);
  const included = new Set<string>();
  const due = files.filter(isKustomizationPath);
  for (let file = due.pop(); file !== undefined; file = due.pop()) {
    const [around = dirname(file)] = neighborFolders([file]);
    for (const path of namedIn(file).flatMap(manifestsAt)) {
      if (given.has(path) || included.has(path)) continue;
      if (!isListable(path, [folderAround(path, around)], options)) continue;
      included.add(path);
      if (isKustomizationPath(path)) due.push(path);
    }
  }
  return [...included].sort();
}

/** Returns the innermost folder that contains a path and a folder. */
function folderAround(path: string, folder: string): string {
  return isInside(path, folder) ? folder : folderAround(path, dirname(folder));
}

/** As many paths of one kustomization as the rule missing-file looks up. */
const MAX_PATHS = 3_000;

/** Returns the absolute paths that a kustomization names. */
function namedIn(file: string): readonly string[] {
  const { text } = readTextSync(file);
  if (text === undefined) return [];
  return kustomizationsIn(file, text)
    .flatMap((resource) => [...namedPathsOf(resource).map((named) => named.uri), ...transformerFilesOf(resource)])
    .slice(0, MAX_PATHS)
    .map((named) => fileURLToPath(named));
}

/** Returns the path itself if it is a file with manifests, and the kustomization if it is a folder. */
function manifestsAt(path: string): readonly string[] {
  return [path, ...KUSTOMIZATION_FILES.map((name) => join(path, name))].filter(
    (file) => (/\.(ya?ml|json)$/.test(file) || isKustomizationPath(file)) && isRegular(file),
  );
}
