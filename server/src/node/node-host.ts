import { sep } from 'node:path';
import { URI } from 'vscode-uri';
import { isJsonFile, mayBeManifest, type PathState } from '../core/index.ts';
import type { Host } from '../lsp/host.ts';
import { limitHeapGrowth } from './heap-growth.ts';
import { configurationPaths, configurationPathsAbove, isListed, manifestPaths, matchingPaths } from './list-files.ts';
import { newPathLookups, pathStateOf } from './path-states.ts';
import { unreadNote } from './read-text.ts';
import { TextFiles } from './text-files.ts';

const texts = new TextFiles();

/** Access to the disk of the machine that the server runs on. */
export const nodeHost: Host = {
  async *list(folder, reading) {
    if (URI.parse(folder).scheme !== 'file') return;
    let count = 0;
    for await (const portion of manifestPaths(URI.parse(folder).fsPath, reading, EXTENSIONS)) {
      count += portion.length;
      limitHeapGrowth(count);
      yield portion.map((path) => URI.file(path).toString());
      // Messages are read in between.
      await new Promise(setImmediate);
    }
  },

  isListed: (folder, uri, reading) => isListed(URI.parse(folder).fsPath, URI.parse(uri).fsPath, reading, EXTENSIONS),

  async read(uri, onSkipped) {
    const fsPath = filePathOf(uri);
    if (fsPath === undefined) return undefined;
    const read = await texts.read(fsPath, isJsonFile(fsPath) ? MAX_JSON : undefined);
    if (read.unread !== undefined && read.unread !== 'missing' && !isJsonFile(fsPath))
      onSkipped?.(`${fsPath} ${unreadNote(read)}, so it is skipped.`);
    return isJsonFile(fsPath) && !mayBeManifest(read.text ?? '') ? undefined : read.text;
  },

  async pathStates(uris, folders) {
    const roots = folders.flatMap((folder) => filePathOf(folder) ?? []);
    const isVisible = (path: string) => roots.some((root) => path === root || path.startsWith(root + sep));
    const states = new Map<string, PathState>();
    let lookups = newPathLookups();
    for (const [index, uri] of uris.entries()) {
      states.set(uri, pathStateOf(uri, isVisible, lookups));
      // Other work runs in between.
      if (index % STATES_PER_TURN !== STATES_PER_TURN - 1) continue;
      await new Promise(setImmediate);
      // The disk may have changed.
      lookups = newPathLookups();
    }
    return states;
  },

  async configurationFiles(folder) {
    const { scheme, fsPath } = URI.parse(folder);
    if (scheme !== 'file') return [];
    const below = await configurationPaths(fsPath);
    return [...below, ...configurationPathsAbove(fsPath)].map((path) => URI.file(path).toString());
  },

  async match(folder, patterns, within) {
    const { scheme, fsPath } = URI.parse(folder);
    if (scheme !== 'file' || patterns.length === 0) return [];
    const paths = await matchingPaths(fsPath, patterns, within && URI.parse(within).fsPath);
    return paths.map((path) => URI.file(path).toString());
  },

  async configurationCheck(providers) {
    const { configurationCheck } = await import('./configuration-check.ts');
    return configurationCheck(providers);
  },
};

const STATES_PER_TURN = 50;

/** In bytes. Larger JSON files are data, not manifests. */
const MAX_JSON = 2_000_000;

/** The extensions of the files that the server reads. */
const EXTENSIONS = 'yaml,yml,json';

/** Returns the path of a `file:` URI; undefined for any other text. */
function filePathOf(uri: string): string | undefined {
  try {
    const { scheme, fsPath } = URI.parse(uri);
    return scheme === 'file' ? fsPath : undefined;
  } catch {
    return undefined;
  }
}
