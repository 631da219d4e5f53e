import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { KUSTOMIZATION_FILES, namedPathsOf, type PathState } from '../../core/index.ts';
import { repositoryOf } from '../../node/git-ignore.ts';
import { isInside, isRegular } from '../../node/list-files.ts';
import { newPathLookups, pathStateOf } from '../../node/path-states.ts';
import { isKustomizationPath, kustomizationsIn } from './kustomization-files.ts';

/**
 * Returns what is on the disk at some URIs, as far as they are in the working directory, in a repository, or next to a
 * kustomization.
 */
export function diskStates(uris: readonly string[]): ReadonlyMap<string, PathState> {
  const folders = new Map<string, boolean>();
  const isVisible = (path: string) => {
    const folder = dirname(path);
    const known = folders.get(folder) ?? (isInside(path, process.cwd()) || repositoryOf(folder) !== undefined);
    folders.set(folder, known);
    return known || hasKustomization(folder) || hasKustomization(path);
  };
  const lookups = newPathLookups();
  return new Map(uris.map((uri) => [uri, pathStateOf(uri, isVisible, lookups)]));
}

function hasKustomization(folder: string): boolean {
  return KUSTOMIZATION_FILES.some((name) => isRegular(join(folder, name)));
}

/** Returns what is on the disk at the paths that a file names, if it is a kustomization: findings depend on it. */
export function statesNamedIn(file: string): readonly unknown[] {
  if (!isKustomizationPath(file)) return [];
  try {
    const kustomizations = kustomizationsIn(file, readFileSync(file, 'utf8'));
    const states = diskStates(kustomizations.flatMap(namedPathsOf).map((named) => named.uri));
    return [...states.values()].map((state) => ('folder' in state ? [state.kind, state.entries] : state));
  } catch {
    // A file that cannot be read is reported when it is checked.
    return [];
  }
}
