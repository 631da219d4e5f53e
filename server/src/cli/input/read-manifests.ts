import { accessSync, constants, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, parse, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Configurations, isJsonFile, mayBeManifest, nearestTo, type Reading } from '../../core/index.ts';
import { manifestPaths } from '../../node/list-files.ts';
import { nodeHost } from '../../node/node-host.ts';
import { MAX_BYTES, readTextSync, unreadNote } from '../../node/read-text.ts';
import { UsageError } from '../usage-error.ts';
import { gitIgnored } from './git-ignored.ts';
import { codeBlocks } from './markdown.ts';
import { type Environment, type SourcedText, withEnvironment } from './sourced-text.ts';

export interface Manifest {
  readonly uri: string;
  readonly text: string;
  /** Present when the text is derived from that of the file. */
  readonly sourced?: SourcedText;
}

/** Standard input. It is treated as a file of the working directory. */
export const STANDARD_INPUT = '-';

export interface ListOptions {
  readonly exclude: readonly string[];
  /** Lists Markdown pages in folders, too. */
  readonly markdown?: boolean;
  /** Lists files in folders that git ignores, too. */
  readonly ignored?: boolean;
  /** Their `include` and `exclude` apply in folders. */
  readonly configurations?: Configurations;
}

/** Returns the files that the paths name, each once, in their order: absolute paths, and `-` for standard input. */
export async function listManifests(paths: readonly string[], options: ListOptions): Promise<readonly string[]> {
  const byPath = await listByPath(paths, options);
  return [...new Set(byPath.flatMap(({ files }) => files))];
}

export interface ListedPath {
  readonly path: string;
  readonly files: readonly string[];
}

export async function listByPath(paths: readonly string[], options: ListOptions): Promise<readonly ListedPath[]> {
  const listed: ListedPath[] = [];
  for (const path of paths) {
    listed.push({ path, files: await filesAt(path, options) });
  }
  return listed;
}

function readingOf(path: string, { exclude, configurations }: ListOptions): Reading {
  const configured = configurations?.readBelow(pathToFileURL(resolve(path)).href);
  return { exclude: [...exclude, ...(configured?.exclude ?? [])], include: configured?.include ?? [] };
}

function isIgnoredIn(folder: string, { ignored }: ListOptions): (file: string) => boolean {
  return ignored ? () => false : gitIgnored(folder);
}

async function filesAt(path: string, options: ListOptions): Promise<readonly string[]> {
  if (path === STANDARD_INPUT) return [path];
  // Usually a variable of a script that is not set.
  if (path === '') throw new UsageError('A path is empty. Use . for the working directory.');
  const absolute = resolve(path);
  const stats = readable(path, () => statSync(absolute));
  if (!stats.isDirectory()) {
    readable(path, () => accessSync(absolute, constants.R_OK));
    if (stats.size > MAX_BYTES) throw new UsageError(`Cannot read ${path}: it ${unreadNote({ unread: 'too large' })}.`);
    return [absolute];
  }
  readable(path, () => accessSync(absolute, constants.R_OK | constants.X_OK));
  const files: string[] = [];
  const skip = (folder: string) =>
    process.stderr.write(`Skipped ${relative(process.cwd(), folder)}: the folder cannot be read.\n`);
  const extensions = options.markdown ? 'yaml,yml,json,md' : 'yaml,yml,json';
  const isIgnored = isIgnoredIn(absolute, options);
  for await (const portion of manifestPaths(absolute, readingOf(path, options), extensions, skip))
    files.push(...portion.filter((file) => !isIgnored(file) && !isOtherJson(file)));
  return files;
}

/** Returns true if a file is JSON but not a manifest. Most JSON files in a repository are settings of tools. */
function isOtherJson(file: string): boolean {
  if (!isJsonFile(file)) return false;
  const { text } = readTextSync(file);
  return text !== undefined && !mayBeManifest(text);
}

/** Returns true if a file below one of the paths would be listed if it existed. */
export function isListable(file: string, paths: readonly string[], options: ListOptions): boolean {
  const uri = pathToFileURL(file).href;
  return paths.some((path) => {
    if (path === STANDARD_INPUT) return false;
    if (resolve(path) === file) return true;
    const folder = pathToFileURL(resolve(path)).href;
    return nodeHost.isListed(folder, uri, readingOf(path, options)) && !isIgnoredIn(resolve(path), options)(file);
  });
}

/** The content of standard input, and the file whose content it is. */
export interface StandardInput {
  readonly text: string;
  readonly name?: string;
}

/** Reads a file that the command line names, or standard input. Throws a UsageError if that is not possible. */
export async function readNamed(file: string): Promise<string> {
  return file === STANDARD_INPUT ? readInput() : readable(file, () => readFileSync(file, 'utf8'), 'file');
}

/**
 * Reads one of the files of `listManifests`; standard input only if it was not read before. Returns undefined, with a
 * note on standard error, if the file cannot be read, so that the others are checked.
 */
export async function readManifest(file: string, input?: StandardInput): Promise<Manifest | undefined> {
  if (file === STANDARD_INPUT) return { uri: inputUri(input?.name), text: input?.text ?? (await readInput()) };
  const { href: uri } = pathToFileURL(file);
  // Synchronous: this is faster for the few files of most runs, and not slower for many.
  const read = readTextSync(file);
  if (read.text !== undefined) return { uri, text: read.text };
  // In folders only regular files are listed. The command line can name a pipe, which the shell creates for `<(…)`.
  if (read.unread === 'not a regular file') return { uri, text: await readNamed(file) };
  process.stderr.write(`Skipped ${relative(process.cwd(), file)}: it ${unreadNote(read)}.\n`);
  return undefined;
}

async function readInput(): Promise<string> {
  const { text } = await import('node:stream/consumers');
  return text(process.stdin);
}

/** Reads files in their order. */
export async function readManifests(
  files: readonly string[],
  input?: StandardInput,
): Promise<readonly (Manifest | undefined)[]> {
  const manifests: (Manifest | undefined)[] = [];
  for (const file of files) manifests.push(await readManifest(file, input));
  return manifests;
}

/** Returns the URI of standard input, or of the file whose content it is. */
export function inputUri(name = STANDARD_INPUT): string {
  return pathToFileURL(resolve(name)).href;
}

/**
 * Returns the texts of a file to check: its own text, the text with the values of variables, or the code blocks of a
 * page. Empty if the file could not be read.
 */
export function manifestsIn(manifest: Manifest | undefined, environment?: Environment): readonly Manifest[] {
  if (!manifest) return [];
  const { uri, text: source } = manifest;
  if (/\.md$/.test(uri))
    // Each has its own URI, because a page can show the same object twice.
    return codeBlocks(source).map((block, index) => ({ uri: `${uri}?${index}`, text: block.text, sourced: block }));
  if (isJsonFile(uri) && !mayBeManifest(source)) return [];
  const sourced = environment && withEnvironment(source, environment);
  if (!sourced) return [{ uri, text: source }];
  for (const name of sourced.unset)
    process.stderr.write(`${relative(process.cwd(), fileURLToPath(uri))}: ${name} has no value and is not replaced.\n`);
  return [{ uri, text: sourced.text, sourced }];
}

function readable<T>(path: string, read: () => T, wanted?: 'file'): T {
  try {
    return read();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new UsageError(noSuchFile(path, wanted));
    throw new UsageError(`Cannot read ${path}: ${code ?? String(error)}`);
  }
}

/** Returns the message for a path that does not exist: suggests the nearest one. */
export function noSuchFile(path: string, wanted: 'file' | 'file or folder' = 'file or folder'): string {
  return `No such ${wanted}: ${path}.${suggestion(path, wanted === 'file')}`;
}

/** Returns the entry with the nearest name in the same folder. */
function suggestion(path: string, isFile: boolean): string {
  const folder = dirname(path);
  try {
    const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => !(isFile && entry.isDirectory()));
    const names = entries.map(({ name }) => name);
    const nearest = nearestTo(basename(path), names).find((entry) => hasSimilarStem(path, entry));
    return nearest === undefined ? '' : ` Did you mean ${join(folder, nearest)}?`;
  } catch {
    return '';
  }
}

/** A common extension does not make short names similar. */
function hasSimilarStem(one: string, other: string): boolean {
  const [stem, others] = [parse(one).name, parse(other).name];
  return stem === others || nearestTo(stem, [others]).length > 0;
}
