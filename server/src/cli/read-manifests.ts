import { access, constants, readFile, stat } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Configurations, isJsonFile, mayBeManifest, type Reading } from '../core/index.ts';
import { manifestPaths } from '../node/list-files.ts';
import { MAX_BYTES, readText, unreadNote } from '../node/read-text.ts';
import { codeBlocks } from './markdown.ts';
import { type Environment, type SourcedText, withEnvironment } from './sourced-text.ts';
import { UsageError } from './usage-error.ts';

export interface Manifest {
  readonly uri: string;
  readonly text: string;
  /** Where the text was made of another. */
  readonly sourced?: SourcedText;
}

/** Standard input as a file of the working directory, so that files beside it count as its neighbours. */
export const STANDARD_INPUT = '-';

/** The files that the paths name, in their order, each once; absolute, standard input as `-`. */
export async function listManifests(paths: readonly string[], options: ListOptions): Promise<readonly string[]> {
  const files = new Set<string>();
  for (const path of paths) {
    const configured = options.configurations?.readBelow(pathToFileURL(resolve(path)).href);
    const exclude = [...options.exclude, ...(configured?.exclude ?? [])];
    const reading = { exclude, include: configured?.include ?? [] };
    for (const file of await filesAt(path, reading, options.markdown)) files.add(file);
  }
  return [...files];
}

export interface ListOptions {
  readonly exclude: readonly string[];
  /** Markdown pages in folders, too. */
  readonly markdown?: boolean;
  /** What else is left out, by the files that say so. */
  readonly configurations?: Configurations;
}

async function filesAt(path: string, reading: Reading, markdown?: boolean): Promise<readonly string[]> {
  if (path === STANDARD_INPUT) return [path];
  const absolute = resolve(path);
  const named = await readable(path, async () => stat(absolute));
  if (!named.isDirectory()) {
    await readable(path, async () => access(absolute, constants.R_OK));
    if (named.size > MAX_BYTES) throw new UsageError(`${path} ${unreadNote({ unread: 'too large' })}.`);
    return [absolute];
  }
  const files: string[] = [];
  const extensions = markdown ? 'yaml,yml,json,md' : 'yaml,yml,json';
  for await (const portion of manifestPaths(absolute, reading, extensions)) files.push(...portion);
  return files;
}

/** The text of a file that the command line names; a usage error where it cannot be read. */
export async function readNamed(file: string): Promise<string> {
  return file === STANDARD_INPUT ? await text(process.stdin) : await readable(file, () => readFile(file, 'utf8'));
}

/** The text of one of `listManifests`; undefined, with a note, where it cannot be read: the others are judged all the same. */
export async function readManifest(file: string): Promise<Manifest | undefined> {
  if (file === STANDARD_INPUT)
    return { uri: pathToFileURL(resolve(STANDARD_INPUT)).href, text: await text(process.stdin) };
  const { href: uri } = pathToFileURL(file);
  const read = await readText(file);
  if (read.text !== undefined) return { uri, text: read.text };
  // Only a path on the command line leads to a pipe, as the shell makes of `<(…)`: what folders hold is listed as files.
  if (read.unread === 'not a regular file') return { uri, text: await readable(file, () => readFile(file, 'utf8')) };
  process.stderr.write(`${relative(process.cwd(), file)} ${unreadNote(read)}, so it is skipped.\n`);
  return undefined;
}

/** What is to be judged of a file: its text, with the values of variables in place, or the code blocks of a page. */
export function manifestsIn({ uri, text: source }: Manifest, environment?: Environment): readonly Manifest[] {
  if (/\.md$/.test(uri))
    // Each a world of its own, for a page may show the same object twice.
    return codeBlocks(source).map((block, index) => ({ uri: `${uri}?${index}`, text: block.text, sourced: block }));
  if (isJsonFile(uri) && !mayBeManifest(source)) return [];
  const sourced = environment && withEnvironment(source, environment);
  if (!sourced) return [{ uri, text: source }];
  for (const name of sourced.unset)
    process.stderr.write(`${relative(process.cwd(), fileURLToPath(uri))}: ${name} has no value, and stays as it is.\n`);
  return [{ uri, text: sourced.text, sourced }];
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
