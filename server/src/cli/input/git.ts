import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { UsageError } from '../usage-error.ts';

/** A file that differs between a commit and the working tree. */
export interface GitChange {
  /** Absolute. */
  readonly path: string;
  /** The content in the commit; undefined when the file did not exist there. */
  readonly before: string | undefined;
}

/**
 * Returns the files that were added, changed or deleted between a commit and the working tree, untracked files
 * included. A renamed file is a deleted and an added one.
 */
export function changesSince(ref: string, extensions: RegExp): readonly GitChange[] {
  // Relative, so that the paths stay below the working directory when it is reached through a symbolic link.
  const root = resolve(git(['rev-parse', '--show-cdup']).toString().replace(/\n$/, ''));
  if (ref.startsWith('-') || gitStatus(['rev-parse', '--quiet', '--verify', `${ref}^{commit}`]) !== 0)
    throw new UsageError(`Unknown commit "${ref}" in --since. A shallow clone may not contain it.`);
  const raw = git(['diff', '--raw', '-z', '--no-renames', '--no-abbrev', '--no-ext-diff', ref, '--'], root).toString();
  const fields = raw.split('\0');
  const tracked: { readonly path: string; readonly id: string | undefined }[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [, , id = '', , status] = (fields[at] ?? '').split(' ');
    const path = fields[at + 1] ?? '';
    if (extensions.test(path)) tracked.push({ path, id: status === 'A' ? undefined : id });
  }
  const known = new Set(tracked.map(({ path }) => path));
  const untracked = git(['ls-files', '--others', '--exclude-standard', '-z'], root)
    .toString()
    .split('\0')
    .filter((path) => extensions.test(path) && !known.has(path));
  const contents = blobs(
    tracked.flatMap(({ id }) => id ?? []),
    root,
  );
  return [
    ...tracked.map(({ path, id }) => ({
      path: join(root, path),
      before: id === undefined ? undefined : contents.get(id),
    })),
    ...untracked.map((path) => ({ path: join(root, path), before: undefined })),
  ];
}

/** Returns the texts of objects by their ids, read by one process. */
function blobs(ids: readonly string[], root: string): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  if (ids.length === 0) return texts;
  const output = git(['cat-file', '--batch'], root, `${ids.join('\n')}\n`);
  let at = 0;
  while (at < output.length) {
    const end = output.indexOf(0x0a, at);
    if (end < 0) break;
    const [id = '', type, size] = output.subarray(at, end).toString().split(' ');
    at = end + 1;
    if (size === undefined) continue;
    const length = Number(size);
    if (type === 'blob') texts.set(id, output.subarray(at, at + length).toString());
    at += length + 1;
  }
  return texts;
}

function git(args: readonly string[], cwd = process.cwd(), input = ''): Buffer {
  // Messages of git are translated.
  const env = { ...process.env, LC_ALL: 'C' };
  const { status, stdout, stderr, error } = spawnSync('git', args, { cwd, input, env, maxBuffer: MAX_BYTES });
  if (error) throw new UsageError(`Cannot run git: ${error.message}`);
  if (status !== 0 && /not a git repository/.test(stderr.toString()))
    throw new UsageError('--since needs a git repository, but the working directory is not in one.');
  if (status !== 0) throw new UsageError(`git ${args[0]} failed: ${stderr.toString().trim()}`);
  return stdout;
}

function gitStatus(args: readonly string[]): number | null {
  return spawnSync('git', args, { cwd: process.cwd() }).status;
}

const MAX_BYTES = 1 << 30;
