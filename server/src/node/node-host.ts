import { readFile } from 'node:fs/promises';
import { glob } from 'tinyglobby';
import { URI } from 'vscode-uri';
import type { Host } from '../lsp/host.ts';

/** The disk of the machine that the server runs on. */
export const nodeHost: Host = {
  async *list(folder, exclude) {
    if (URI.parse(folder).scheme !== 'file') return;
    for await (const portion of manifestPaths(URI.parse(folder).fsPath, exclude))
      yield portion.map((path) => URI.file(path).toString());
  },

  async read(uri) {
    const { scheme, fsPath } = URI.parse(uri);
    if (scheme !== 'file') return undefined;
    try {
      return await readFile(fsPath, 'utf8');
    } catch {
      // Gone, a folder, or not ours to read: in each case there is no manifest.
      return undefined;
    }
  },
};

/** How many files are handed on at once: few enough that answers in between do not wait. */
const PORTION = 50;

/** Absolute paths of all files of those extensions below a folder, in a stable order; hidden folders and `exclude` are left out. */
export async function* manifestPaths(
  folder: string,
  exclude: readonly string[],
  extensions = 'yaml,yml',
): AsyncIterable<readonly string[]> {
  const ignore = ['**/node_modules/**', ...exclude.flatMap((name) => [name, `**/${name}`, `**/${name}/**`])];
  const paths = await glob(`**/*.{${extensions}}`, { cwd: folder, absolute: true, ignore, followSymbolicLinks: false });
  paths.sort();
  for (let start = 0; start < paths.length; start += PORTION) yield paths.slice(start, start + PORTION);
}
