import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The path of a file relative to a folder, by default the working directory, with `/` on every system. */
export function relativeName(path: string, folder: string = process.cwd()): string {
  const name = relative(folder, path);
  // On other systems, a name can contain a backslash.
  return sep === '/' ? name : name.replaceAll(sep, '/');
}

/** Does the same for the URI of a file. */
export function nameOfUri(uri: string): string {
  return relativeName(fileURLToPath(uri));
}
