import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { URI } from 'vscode-uri';
import { CONFIGURATION_FILE, globTest, globTestAnywhere, isGlob, type PathTest, type Reading } from '../core/index.ts';

/** Returns the configuration files in a folder and below it. The first diagnostics wait for this. */
export async function configurationPaths(folder: string): Promise<readonly string[]> {
  const named = await filesBelow(
    folder,
    (path) => basename(path) === CONFIGURATION_FILE,
    (path) => basename(path) !== 'node_modules',
    false,
  );
  return named.filter(isRegular);
}

/** Returns the configuration files in the parent folders, nearest first. */
export function configurationPathsAbove(folder: string): readonly string[] {
  const paths: string[] = [];
  for (let at = dirname(folder); ; at = dirname(at)) {
    const path = join(at, CONFIGURATION_FILE);
    if (isRegular(path)) paths.push(path);
    if (at === dirname(at)) return paths;
  }
}

/** Returns true if a path is a regular file or a symbolic link to one. */
export function isRegular(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  } catch {
    // A loop of links, or a folder without permission.
    return false;
  }
}

/**
 * Returns the absolute paths of the YAML files that paths or patterns match, sorted. They are relative to `folder`. With
 * `within`, files outside of that folder do not match.
 */
export async function matchingPaths(
  folder: string,
  patterns: readonly string[],
  within?: string,
): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const pattern of patterns) {
    const steps = pattern.replaceAll('\\', '/').split('/');
    const first = steps.findIndex(isGlob);
    const fixed = first < 0 ? steps : steps.slice(0, first);
    const base = resolve(folder, fixed.join('/') || (isAbsolute(pattern) ? sep : '.'));
    if ((within !== undefined && !isInside(base, within)) || /[\ud800-\udfff]/.test(base)) continue;
    const rest = first < 0 ? ['**'] : steps.slice(first);
    // A folder matches everything in it, and so does a pattern that matches a folder.
    const test = globTest([rest.join('/'), [...rest, '**'].join('/')]);
    if (isRegular(base)) found.add(base);
    else if (existsSync(base))
      for (const path of await filesBelow(base, isMatch(base, test), isVisible)) found.add(path);
  }
  return [...found].filter((path) => /\.ya?ml$/.test(path)).sort();
}

function isMatch(base: string, test: PathTest): (path: string) => boolean {
  return (path) => /\.ya?ml$/.test(path) && !basename(path).startsWith('.') && test(below(base, path));
}

/**
 * Returns the folder in which a configuration file may name files: its repository, or else the working directory if that
 * contains the file.
 */
export function boundaryOf(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (at === dirname(at)) return isInside(folder, process.cwd()) ? process.cwd() : folder;
  }
}

/** Returns true if a path is a folder, or is in it. */
export function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function isVisible(path: string): boolean {
  const name = basename(path);
  return name !== 'node_modules' && !name.startsWith('.');
}

/** Returns true if `manifestPaths` includes a file. */
export function isListed(folder: string, path: string, { exclude, include }: Reading, extensions: string): boolean {
  const way = below(folder, path);
  if (way.startsWith('../') || isAbsolute(way) || !hasExtension(path, extensions)) return false;
  const isHidden = way.split('/').some((name) => name === 'node_modules' || name.startsWith('.'));
  return !isHidden && !globTestAnywhere(exclude)(way) && includedTest(include)(path);
}

/** Returns a predicate for the files that every `include` above them matches. */
function includedTest(included: Reading['include']): (path: string) => boolean {
  const tests = included.map(({ from, include }) => ({
    from: URI.parse(from).fsPath,
    test: globTestAnywhere(include),
  }));
  return (path) =>
    tests.every(({ from, test }) => {
      const way = below(from, path);
      return way.startsWith('../') || test(way);
    });
}

function hasExtension(path: string, extensions: string): boolean {
  const name = basename(path);
  return name === 'Kustomization' || extensions.split(',').some((extension) => name.endsWith(`.${extension}`));
}

function below(folder: string, path: string): string {
  return relative(folder, path).replaceAll('\\', '/');
}

function isReadableFolder(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.X_OK);
    return true;
  } catch {
    // No permission, or gone in the meantime.
    return !existsSync(path);
  }
}

/** The number of files per portion, few enough that requests are answered in between. */
const PORTION = 50;

/**
 * Returns the absolute paths of the files below a folder with one of the extensions, and of files named Kustomization,
 * sorted. Hidden files and folders and everything that the configuration excludes are skipped. `onUnreadable` is called
 * with the folders below that cannot be listed.
 */
export async function* manifestPaths(
  folder: string,
  { exclude, include }: Reading,
  extensions = 'yaml,yml',
  onUnreadable?: (folder: string) => void,
): AsyncIterable<readonly string[]> {
  const [isExcluded, isIncluded] = [globTestAnywhere(exclude), includedTest(include)];
  const paths = await filesBelow(
    folder,
    (path) =>
      hasExtension(path, extensions) &&
      !basename(path).startsWith('.') &&
      !isExcluded(below(folder, path)) &&
      isIncluded(path),
    (path) => {
      const isEntered = isVisible(path) && !isExcluded(below(folder, path));
      if (isEntered && onUnreadable && !isReadableFolder(path)) onUnreadable(path);
      return isEntered;
    },
  );
  for (let start = 0; start < paths.length; start += PORTION) yield paths.slice(start, start + PORTION);
}

/**
 * Returns the absolute paths of the regular files below a folder, sorted. Symbolic links are not followed, so a loop of
 * links is harmless, and nothing outside of the folder is read. Folders that cannot be listed are skipped.
 */
async function filesBelow(
  folder: string,
  isIn: (path: string) => boolean,
  shouldEnter: (path: string) => boolean,
  excludeSymlinks = true,
): Promise<readonly string[]> {
  // Loaded on demand, because checking single files does not need it.
  const { fdir } = await import('fdir');
  const search = new fdir({ excludeSymlinks, includeBasePath: true, suppressErrors: true })
    .exclude((_, path) => !shouldEnter(path.replace(/[\\/]$/, '')))
    .filter((path) => isIn(path));
  return (await search.crawl(folder).withPromise()).map((path) => resolve(path)).sort();
}
