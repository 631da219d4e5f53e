import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { readTextSync } from './read-text.ts';
import { relativeName } from './relative-name.ts';

/**
 * Returns a predicate for the files below a folder that a pattern of the repository matches, in `.gitignore` files or
 * `info/exclude`. Nothing is ignored outside of a repository, or in a folder that is itself ignored: then its caller named
 * it on purpose. Starts no program, so a committed file that a pattern matches is treated as ignored.
 */
export function ignoredByPattern(folder: string, root = repositoryOf(folder)): (path: string) => boolean {
  if (root === undefined) return () => false;
  const rules = new IgnoreRules(root);
  if (folder !== root && rules.isIgnoredFolder(folder)) return () => false;
  return (path) => rules.isIgnored(path, false);
}

/** Returns the nearest folder with a `.git`, which is a file in worktrees and submodules. */
export function repositoryOf(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (at === dirname(at)) return undefined;
  }
}

/** Returns the topmost folder around a folder with a `.gitignore`: the root of a repository that was unpacked from an archive. */
export function unpackedRepositoryOf(folder: string): string | undefined {
  let found: string | undefined;
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.gitignore'))) found = at;
    if (at === dirname(at)) return found;
  }
}

class IgnoreRules {
  readonly #root: string;
  readonly #folders = new Map<string, boolean>();
  readonly #files = new Map<string, Ignore | undefined>();

  constructor(root: string) {
    this.#root = root;
  }

  isIgnoredFolder(folder: string): boolean {
    if (folder === this.#root || folder === dirname(folder)) return false;
    const known = this.#folders.get(folder) ?? this.isIgnored(folder, true);
    this.#folders.set(folder, known);
    return known;
  }

  /** The nearest file with a matching pattern decides; nothing in an ignored folder can be included again. */
  isIgnored(path: string, isFolder: boolean): boolean {
    if (this.isIgnoredFolder(dirname(path))) return true;
    for (let at = dirname(path); ; at = dirname(at)) {
      const name = relativeName(path, at);
      const result = this.#in(at)?.test(isFolder ? `${name}/` : name);
      if (result?.ignored) return true;
      if (result?.unignored) return false;
      if (at === this.#root || at === dirname(at)) return false;
    }
  }

  #in(folder: string): Ignore | undefined {
    if (this.#files.has(folder)) return this.#files.get(folder);
    const names = folder === this.#root ? ['.git/info/exclude', '.gitignore'] : ['.gitignore'];
    const texts = names.flatMap((name) => readTextSync(join(folder, name)).text ?? []);
    const rules = texts.length === 0 ? undefined : ignore().add(texts.join('\n'));
    this.#files.set(folder, rules);
    return rules;
  }
}
