import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { UsageError } from '../usage-error.ts';

/** Writes a file and creates its folders. Throws a UsageError when that fails. */
export function writeText(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } catch (error) {
    const code = errorCode(error);
    throw new UsageError(`Cannot write ${path}: ${code === 'EISDIR' ? 'it is a folder.' : code}`);
  }
}

/** Returns a code such as ENOENT. */
export function errorCode(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
