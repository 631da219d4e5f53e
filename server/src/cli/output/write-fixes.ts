import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { unifiedDiff } from '../../core/index.ts';
import { nameOfUri } from '../../node/relative-name.ts';
import type { FixedFile } from '../lint/fix.ts';
import { UsageError } from '../usage-error.ts';

/** Returns true if writing the text would change other bytes of a regular file, because they are not UTF-8. */
export function isLossy(uri: string, text: string): boolean {
  return statSync(fileURLToPath(uri), { throwIfNoEntry: false })?.isFile() === true && !isWritable(uri, text);
}

/** Returns why a file cannot be written back without loss, as a part of a sentence; undefined if it can. */
export function obstacleTo(uri: string, text: string): string | undefined {
  if (isWritable(uri, text)) return undefined;
  return isLossy(uri, text) ? 'it is not UTF-8' : 'it is not a regular file';
}

/** Writes files in place. */
export function writeFixes(files: readonly FixedFile[]): void {
  for (const { uri, after } of files) {
    const path = fileURLToPath(uri);
    try {
      writeFileSync(path, after);
    } catch (error) {
      throw new UsageError(`Cannot write ${path}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
    }
  }
}

/** Returns a unified diff that `git apply` accepts in the working directory. */
export function diffOf(files: readonly FixedFile[]): string {
  return files.map(({ uri, before, after }) => unifiedDiff(nameOfUri(uri), before, after)).join('');
}

/** Returns true if the text is exactly what the file contains: bytes that are not UTF-8 would be lost. */
function isWritable(uri: string, text: string): boolean {
  try {
    return readFileSync(fileURLToPath(uri)).equals(Buffer.from(text));
  } catch {
    return false;
  }
}
