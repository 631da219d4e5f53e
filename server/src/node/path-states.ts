import { readdirSync, type Stats, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { URI } from 'vscode-uri';
import { type FolderEntry, KUSTOMIZATION_FILES, type PathState } from '../core/index.ts';
import { ignoredByPattern, repositoryOf, unpackedRepositoryOf } from './git-ignore.ts';
import { isRegular } from './list-files.ts';

/** What several lookups at one time read only once. */
export interface PathLookups {
  readonly entries: Map<string, readonly FolderEntry[]>;
  /** Whether git ignores a path, by the existing folder around it. */
  readonly ignored: Map<string, (path: string) => boolean>;
}

export function newPathLookups(): PathLookups {
  return { entries: new Map(), ignored: new Map() };
}

/** Returns what is on the disk at a `file:` URI. What the predicate rejects is unknown. */
export function pathStateOf(uri: string, isVisible: (path: string) => boolean, lookups: PathLookups): PathState {
  const path = pathOf(uri);
  if (path === undefined || !isVisible(path)) return UNKNOWN;
  try {
    const stats = statsOf(path);
    if (stats?.isDirectory()) return { kind: 'folder', hasKustomization: hasKustomization(path) };
    if (stats) return { kind: 'file' };
    const folder = existingFolder(path);
    if (!isVisible(folder) || isIgnored(path, folder, lookups)) return UNKNOWN;
    const entries = lookups.entries.get(folder) ?? entriesOf(folder);
    lookups.entries.set(folder, entries);
    return { kind: 'missing', folder: URI.file(folder).toString(), entries };
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
function isIgnored(path: string, folder: string, { ignored }: PathLookups): boolean {
  const isIgnoredIn = ignored.get(folder) ?? ignoredAround(folder);
  ignored.set(folder, isIgnoredIn);
  // The second one is for patterns that only match folders.
  return isIgnoredIn(path) || isIgnoredIn(join(path, 'any'));
}

function ignoredAround(folder: string): (path: string) => boolean {
  const root = repositoryOf(folder) ?? unpackedRepositoryOf(folder);
  return root === undefined ? () => false : ignoredByPattern(root, root);
}

function entriesOf(folder: string): readonly FolderEntry[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  if (entries.length > MAX_ENTRIES) return [];
  return entries.map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }));
}

/** Suggestions are only made from folders with fewer entries. */
const MAX_ENTRIES = 2_000;
