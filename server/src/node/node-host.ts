import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { fdir } from 'fdir';
import picomatch from 'picomatch';
import { glob } from 'tinyglobby';
import { URI } from 'vscode-uri';
import { CONFIGURATION_FILE, isJsonFile, mayBeManifest, type Reading } from '../core/index.ts';
import type { Host } from '../lsp/host.ts';

/** The disk of the machine that the server runs on. */
export const nodeHost: Host = {
  async *list(folder, reading) {
    if (URI.parse(folder).scheme !== 'file') return;
    for await (const portion of manifestPaths(URI.parse(folder).fsPath, reading, EXTENSIONS))
      yield portion.map((path) => URI.file(path).toString());
  },

  isListed: (folder, uri, reading) => isListed(URI.parse(folder).fsPath, URI.parse(uri).fsPath, reading, EXTENSIONS),

  async read(uri) {
    const { scheme, fsPath } = URI.parse(uri);
    if (scheme !== 'file') return undefined;
    try {
      if (!isJsonFile(fsPath)) return await readFile(fsPath, 'utf8');
      if ((await stat(fsPath)).size > MOST_JSON) return undefined;
      const text = await readFile(fsPath, 'utf8');
      return mayBeManifest(text) ? text : undefined;
    } catch {
      // Gone, a folder, or not ours to read: in each case there is no manifest.
      return undefined;
    }
  },

  async configurationFiles(folder) {
    const { scheme, fsPath } = URI.parse(folder);
    if (scheme !== 'file') return [];
    const below = await configurationPaths(fsPath);
    return [...below, ...configurationPathsAbove(fsPath)].map((path) => URI.file(path).toString());
  },

  async match(folder, patterns) {
    const { scheme, fsPath } = URI.parse(folder);
    if (scheme !== 'file' || patterns.length === 0) return [];
    const paths = await matchingPaths(fsPath, patterns);
    return paths.map((path) => URI.file(path).toString());
  },

  async configurationCheck(providers) {
    const { configurationCheck } = await import('./configuration-check.ts');
    return configurationCheck(providers);
  },
};

/** Those of a folder and of all below it. Searched for by name: who opens a first file waits for it. */
export async function configurationPaths(folder: string): Promise<readonly string[]> {
  const search = new fdir()
    .withFullPaths()
    .exclude((name) => name === 'node_modules')
    .filter((path) => basename(path) === CONFIGURATION_FILE);
  return search.crawl(folder).withPromise();
}

/** In the folders around one, nearest first. */
export function configurationPathsAbove(folder: string): readonly string[] {
  const paths: string[] = [];
  for (let at = dirname(folder); ; at = dirname(at)) {
    const path = join(at, CONFIGURATION_FILE);
    if (existsSync(path)) paths.push(path);
    if (at === dirname(at)) return paths;
  }
}

/** Absolute paths of the files below a folder that paths or patterns name, in a stable order. */
export async function matchingPaths(folder: string, patterns: readonly string[]): Promise<readonly string[]> {
  const paths = await glob([...patterns], { cwd: folder, absolute: true, expandDirectories: true });
  return paths.filter((path) => /\.ya?ml$/.test(path)).sort();
}

/** In bytes: JSON that is larger is data, and no manifest that somebody writes. */
const MOST_JSON = 2_000_000;

/** Of the files that the server reads. */
const EXTENSIONS = 'yaml,yml,json';

function wanted(extensions: string): readonly string[] {
  return [`**/*.{${extensions}}`, '**/Kustomization'];
}

function ignored(exclude: readonly string[]): readonly string[] {
  return ['**/node_modules/**', ...exclude.flatMap((name) => [name, `**/${name}`, `**/${name}/**`])];
}

/** Whether `manifestPaths` names a file. */
function isListed(folder: string, path: string, { exclude, include }: Reading, extensions: string): boolean {
  const below = relative(folder, path).replaceAll('\\', '/');
  const isWanted = picomatch([...wanted(extensions)], { ignore: [...ignored(exclude)] });
  return !below.startsWith('../') && isWanted(below) && isIncluded(path, include);
}

/** Nothing else is read below a folder that says what alone is. */
function isIncluded(path: string, included: Reading['include']): boolean {
  return included.every(({ from, include }) => {
    const below = relative(URI.parse(from).fsPath, path).replaceAll('\\', '/');
    if (below.startsWith('../')) return true;
    const patterns = include.map((name) => name.replace(/^\.?\/|\/$/g, ''));
    return picomatch(patterns.flatMap((name) => [name, `${name}/**`, `**/${name}`, `**/${name}/**`]))(below);
  });
}

/** How many files are handed on at once: few enough that answers in between do not wait. */
const PORTION = 50;

/**
 * Absolute paths of all files of those extensions below a folder, and of kustomizations without one, in a stable order;
 * hidden folders and what is not to be read are left out.
 */
export async function* manifestPaths(
  folder: string,
  { exclude, include }: Reading,
  extensions = 'yaml,yml',
): AsyncIterable<readonly string[]> {
  const options = { cwd: folder, absolute: true, ignore: ignored(exclude), followSymbolicLinks: false };
  const found = await glob(wanted(extensions), options);
  const paths = found.filter((path) => isIncluded(path, include)).sort();
  for (let start = 0; start < paths.length; start += PORTION) yield paths.slice(start, start + PORTION);
}
