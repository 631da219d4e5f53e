import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';

/** In bytes. Larger files are data, not manifests. */
export const MAX_BYTES = 20_000_000;

/** Why a file has no text. */
export type Unread = 'missing' | 'not a regular file' | 'too large' | 'unreadable';

export interface ReadText {
  readonly text?: string;
  readonly unread?: Unread;
  /** The system's error code, such as `EACCES`, if the file is unreadable. */
  readonly code?: string;
}

/**
 * Returns the text of a regular file. Never waits for a pipe or a device, and never throws. A file with a UTF-16 byte
 * order mark is decoded as UTF-16, as in kubectl (k8s.io/cli-runtime, pkg/resource/visitor.go); any other as UTF-8.
 */
export async function readText(path: string, maxBytes = MAX_BYTES): Promise<ReadText> {
  try {
    const file = await open(path, FLAGS);
    try {
      const unread = unreadBy(await file.stat(), maxBytes);
      return unread ? { unread } : { text: decoded(await file.readFile()) };
    } finally {
      await file.close();
    }
  } catch (error) {
    return failed(error);
  }
}

/** Does the same synchronously. */
export function readTextSync(path: string, maxBytes = MAX_BYTES): ReadText {
  try {
    const file = openSync(path, FLAGS);
    try {
      const unread = unreadBy(fstatSync(file), maxBytes);
      return unread ? { unread } : { text: decoded(readFileSync(file)) };
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return failed(error);
  }
}

/** Returns the rest of a sentence that begins with the path of a file that was not read. `maxBytes` is the limit in bytes. */
export function unreadNote({ unread, code }: ReadText, maxBytes = MAX_BYTES): string {
  if (unread === 'missing') return 'does not exist';
  if (unread === 'not a regular file') return 'is not a regular file';
  if (unread === 'too large') return `is larger than ${maxBytes / 1e6} MB`;
  return `cannot be read (${code ?? 'unknown error'})`;
}

/** Without O_NONBLOCK, opening a pipe without a writer would block. Windows does not have the flag. */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

function unreadBy(stat: { isFile(): boolean; readonly size: number }, maxBytes: number): Unread | undefined {
  if (!stat.isFile()) return 'not a regular file';
  return stat.size > maxBytes ? 'too large' : undefined;
}

function failed(error: unknown): ReadText {
  const { code } = error as NodeJS.ErrnoException;
  return { unread: code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unreadable', ...(code ? { code } : {}) };
}

function decoded(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(bytes.subarray(0, bytes.length & ~1))
      .swap16()
      .toString('utf16le');
  return bytes.toString('utf8');
}
