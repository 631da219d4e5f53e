import { readFileSync } from 'node:fs';
import { UsageError } from '../usage-error.ts';
import { noSuchFile } from './read-manifests.ts';

/** Replaces each `@FILE` by the lines of the file, one argument per line. `./@FILE` names a file that begins with `@`. */
export function withArgumentFiles(words: readonly string[]): readonly string[] {
  return words.flatMap((word) => (/^@./.test(word) ? linesOf(word.slice(1)) : [word]));
}

function linesOf(path: string): readonly string[] {
  try {
    return readFileSync(path, 'utf8')
      .split(/\r?\n/)
      .filter((line) => line !== '');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    if (code === 'ENOENT')
      throw new UsageError(`${noSuchFile(path, 'file')} An argument that begins with @ names a file.`);
    throw new UsageError(`Cannot read the argument file ${path}: ${code}`);
  }
}
