import { existsSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { fdir } from 'fdir';
import { URI } from 'vscode-uri';
import { CONFIGURATION_FILE, globTest, globTestAnywhere, isGlob, type PathTest, type Reading } from '../core/index.ts';

/**
 * Absolute paths of the files below a folder, in a stable order. Only regular files: symbolic links are not followed, so
 * a loop of them ends nowhere, and nothing outside of the folder is read. What cannot be listed is left out.
 */
async function filesBelow(
  folder: string,
  isIn: (path: string) => boolean,
  enters: (path: string) => boolean,
  excludeSymlinks = true,
): Promise<readonly string[]> {
  const search = new fdir({ excludeSymlinks, includeBasePath: true, suppressErrors: true })
    .exclude((_, path) => !enters(path.replace(/[\\/]$/, '')))
    .filter((path) => isIn(path));
  return (await search.crawl(folder).withPromise()).map((path) => resolve(path)).sort();
}

/** Those of a folder and of all below it. Searched for by name: who opens a first file waits for it. */
export async function configurationPaths(folder: string): Promise<readonly string[]> {
  const named = await filesBelow(
    folder,
    (path) => basename(path) === CONFIGURATION_FILE,
    (path) => basename(path) !== 'node_modules',
    false,
  );
  return named.filter(isRegular);
}

/** In the folders around one, nearest first. */
export function configurationPathsAbove(folder: string): readonly string[] {
  const paths: string[] = [];
  for (let at = dirname(folder); ; at = dirname(at)) {
    const path = join(at, CONFIGURATION_FILE);
    if (isRegular(path)) paths.push(path);
    if (at === dirname(at)) return paths;
  }
}

/** Whether a path leads to a regular file, through symbolic links too. */
export function isRegular(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  } catch {
    // A loop of links, or a folder that may not be entered.
    return false;
  }
}

/**
 * Absolute paths of the YAML files below a folder that paths or patterns name, in a stable order. With `within`, names
 * that lead out of that folder count for nothing.
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
    // A folder stands for everything in it, and so does a pattern for folders.
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

/** The folder that a configuration file may name files in: its repository, or the working directory around it. */
export function boundaryOf(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (at === dirname(at)) return isInside(folder, process.cwd()) ? process.cwd() : folder;
  }
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function isVisible(path: string): boolean {
  const name = basename(path);
  return name !== 'node_modules' && !name.startsWith('.');
}

/** Whether `manifestPaths` names a file. */
export function isListed(folder: string, path: string, { exclude, include }: Reading, extensions: string): boolean {
  const way = below(folder, path);
  if (way.startsWith('../') || isAbsolute(way) || !isWanted(path, extensions)) return false;
  const isHidden = way.split('/').some((name) => name === 'node_modules' || name.startsWith('.'));
  return !isHidden && !globTestAnywhere(exclude)(way) && includedTest(include)(path);
}

/** Nothing else is read below a folder that says what alone is. */
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

function isWanted(path: string, extensions: string): boolean {
  const name = basename(path);
  return name === 'Kustomization' || extensions.split(',').some((extension) => name.endsWith(`.${extension}`));
}

function below(folder: string, path: string): string {
  return relative(folder, path).replaceAll('\\', '/');
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
  const [isExcluded, isIncluded] = [globTestAnywhere(exclude), includedTest(include)];
  const paths = await filesBelow(
    folder,
    (path) =>
      isWanted(path, extensions) &&
      !basename(path).startsWith('.') &&
      !isExcluded(below(folder, path)) &&
      isIncluded(path),
    (path) => isVisible(path) && !isExcluded(below(folder, path)),
  );
  for (let start = 0; start < paths.length; start += PORTION) yield paths.slice(start, start + PORTION);
}
