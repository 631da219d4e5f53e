import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { manifestPaths } from '../node/node-host.ts';
import { UsageError } from './usage-error.ts';

export interface Manifest {
  readonly uri: string;
  readonly text: string;
}

/** Standard input as a file of the working directory, so that files beside it count as its neighbours. */
export const STANDARD_INPUT = '-';

/** The files that the paths name, in their order, each once; absolute, standard input as `-`. */
export async function listManifests(paths: readonly string[], exclude: readonly string[]): Promise<readonly string[]> {
  const files = new Set<string>();
  for (const path of paths) for (const file of await filesAt(path, exclude)) files.add(file);
  return [...files];
}

async function filesAt(path: string, exclude: readonly string[]): Promise<readonly string[]> {
  if (path === STANDARD_INPUT) return [path];
  const absolute = resolve(path);
  if (!(await readable(path, async () => (await stat(absolute)).isDirectory()))) return [absolute];
  const files: string[] = [];
  for await (const portion of manifestPaths(absolute, exclude)) files.push(...portion);
  return files;
}

/** The text of one of `listManifests`. */
export async function readManifest(file: string): Promise<Manifest> {
  const isInput = file === STANDARD_INPUT;
  return {
    uri: pathToFileURL(isInput ? resolve(STANDARD_INPUT) : file).href,
    text: isInput ? await text(process.stdin) : await readable(file, () => readFile(file, 'utf8')),
  };
}

async function readable<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT')
      throw new UsageError(`There is no file or folder ${path}. Check the path, or give - for standard input.`);
    throw new UsageError(`${path} could not be read (${code ?? String(error)}).`);
  }
}
