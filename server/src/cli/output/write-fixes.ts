import { readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unifiedDiff } from '../../core/index.ts';
import type { FixedFile } from '../lint/fix.ts';
import { UsageError } from '../usage-error.ts';

/** Whether the text is exactly what the file contains: bytes that are not UTF-8 would be lost. */
export function isWritable(uri: string, text: string): boolean {
  try {
    return readFileSync(fileURLToPath(uri)).equals(Buffer.from(text));
  } catch {
    return false;
  }
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

/** A unified diff that `git apply` accepts in the working directory. */
export function diffOf(files: readonly FixedFile[]): string {
  return files.map(({ uri, before, after }) => unifiedDiff(pathInWorkingDirectory(uri), before, after)).join('');
}

/** Returns a file's name as `git apply` and people in the working directory write it. */
export function pathInWorkingDirectory(uri: string): string {
  return relative(process.cwd(), fileURLToPath(uri)).replaceAll('\\', '/');
}
