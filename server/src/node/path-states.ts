import { readdirSync, type Stats, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { URI } from 'vscode-uri';
import { type FolderEntry, KUSTOMIZATION_FILES, type PathState } from '../core/index.ts';
import { ignoredByPattern, repositoryOf, unpackedRepositoryOf } from './git-ignore.ts';
import { isRegular } from './list-files.ts';

/** Returns what is on the disk at a `file:` URI. What the predicate rejects is unknown. */
export function pathStateOf(uri: string, isVisible: (path: string) => boolean): PathState {
  const path = pathOf(uri);
  if (path === undefined || !isVisible(path)) return UNKNOWN;
  try {
    const stats = statsOf(path);
    if (stats?.isDirectory()) return { kind: 'folder', hasKustomization: hasKustomization(path) };
    if (stats) return { kind: 'file' };
    const folder = existingFolder(path);
    if (!isVisible(folder) || isIgnored(path)) return UNKNOWN;
    return { kind: 'missing', folder: URI.file(folder).toString(), entries: entriesOf(folder) };
  } catch {
    // Without permission, or a loop of links.
    return UNKNOWN;
  }
}

const UNKNOWN: PathState = { kind: 'unknown' };

function pathOf(uri: string): string | undefined {
  try {
    const { scheme, fsPath } = URI.parse(uri);
    return scheme === 'file' ? fsPath : undefined;
  } catch {
    return undefined;
  }
}

/** Undefined if there is nothing. */
function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    // A part of the path is a file.
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw error;
  }
}

function hasKustomization(folder: string): boolean {
  return KUSTOMIZATION_FILES.some((name) => isRegular(join(folder, name)));
}

function existingFolder(path: string): string {
  let folder = dirname(path);
  while (folder !== dirname(folder) && !statsOf(folder)?.isDirectory()) folder = dirname(folder);
  return folder;
}

/** A file that git ignores is usually generated. */
function isIgnored(path: string): boolean {
  const folder = existingFolder(path);
  const root = repositoryOf(folder) ?? unpackedRepositoryOf(folder);
  if (root === undefined) return false;
  const isIgnoredIn = ignoredByPattern(root, root);
  // The second one is for patterns that only match folders.
  return isIgnoredIn(path) || isIgnoredIn(join(path, 'any'));
}

function entriesOf(folder: string): readonly FolderEntry[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  if (entries.length > MAX_ENTRIES) return [];
  return entries.map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }));
}

/** Suggestions are only made from folders with fewer entries. */
const MAX_ENTRIES = 2_000;
