import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ignoredByPattern, repositoryOf } from '../../node/git-ignore.ts';

/**
 * Returns a predicate for the files below a folder that git ignores. A file that is committed although a pattern matches
 * it is not ignored, as in git.
 */
export function gitIgnored(folder: string): (path: string) => boolean {
  const isIgnored = ignoredByPattern(folder);
  let tracked: ReadonlySet<string> | undefined;
  return (path) => {
    if (!isIgnored(path)) return false;
    tracked ??= trackedAlthoughIgnored(repositoryOf(folder) ?? folder);
    return !tracked.has(path);
  };
}

/** Returns the absolute paths of the committed files that a pattern matches. Without git there are none. */
function trackedAlthoughIgnored(root: string): ReadonlySet<string> {
  // The configuration of a foreign repository can name a monitor, which git would run.
  const args = ['-c', 'core.fsmonitor=false', 'ls-files', '--cached', '--ignored', '--exclude-standard', '-z'];
  const { status, stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
  return new Set(status === 0 ? stdout.split('\0').flatMap((path) => (path ? [join(root, path)] : [])) : []);
}
