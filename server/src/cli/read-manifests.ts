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

/** The text of every file that the paths name, in their order, each once. A path that cannot be read is an error. */
export async function readManifests(
  paths: readonly string[],
  exclude: readonly string[],
): Promise<readonly Manifest[]> {
  const manifests = new Map<string, Manifest>();
  for (const path of paths)
    for await (const manifest of path === STANDARD_INPUT ? [await standardInput()] : manifestsAt(path, exclude))
      manifests.set(manifest.uri, manifest);
  return [...manifests.values()];
}

async function standardInput(): Promise<Manifest> {
  return { uri: pathToFileURL(resolve(STANDARD_INPUT)).href, text: await text(process.stdin) };
}

async function* manifestsAt(path: string, exclude: readonly string[]): AsyncIterable<Manifest> {
  const absolute = resolve(path);
  const isFolder = await readable(path, async () => (await stat(absolute)).isDirectory());
  if (!isFolder) {
    yield await manifestAt(absolute);
    return;
  }
  for await (const portion of manifestPaths(absolute, exclude)) yield* await Promise.all(portion.map(manifestAt));
}

async function manifestAt(path: string): Promise<Manifest> {
  return { uri: pathToFileURL(path).href, text: await readable(path, () => readFile(path, 'utf8')) };
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
