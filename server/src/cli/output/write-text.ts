import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { UsageError } from '../usage-error.ts';

/** Writes a file and creates its folders. Throws a UsageError when that fails. */
export function writeText(path: string, text: string): void {
  try {
    createFolder(dirname(path));
    writeFileSync(path, text);
  } catch (error) {
    const code = errorCode(error);
    throw new UsageError(`Cannot write ${path}: ${code === 'EISDIR' ? 'it is a folder.' : code}`);
  }
}

/**
 * Creates a folder and the folders around it. The option `recursive` of `mkdirSync` never returns if a folder can contain
 * none, such as /proc.
 */
export function createFolder(path: string): void {
  if (existsSync(path)) return;
  const parent = dirname(path);
  if (parent !== path) createFolder(parent);
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process can create it at the same time.
    if (errorCode(error) !== 'EEXIST') throw error;
  }
}

/** Returns a code such as ENOENT. */
export function errorCode(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
