import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { nameOfUri, relativeName } from '../../node/relative-name.ts';
import type { ReportedFinding } from '../report/report.ts';
import type { RecordedScope } from './known-scope.ts';
import type { Ties } from './ties.ts';

/** A scope in the cache. Names are relative, so that a cache can be restored in another folder. */
export interface StoredScope {
  /** The working directory: the keys of files and folders contain absolute URIs. */
  readonly folder: string;
  readonly files: readonly StoredFile[];
}

interface StoredFile {
  readonly name: string;
  readonly hash: string;
  /** Base64 of integers of 32 bits. */
  readonly keys: string;
  readonly asked: string;
  readonly placedIn: readonly string[];
  readonly reach: Ties['reach'];
  readonly findings: readonly ReportedFinding[];
}

export function storedScope(scope: RecordedScope): StoredScope {
  const files = [...scope].map(
    ([file, { hash, ties, findings }]): StoredFile => ({
      name: relativeName(file),
      hash,
      keys: textOf(ties.keys),
      asked: textOf(ties.asked),
      placedIn: ties.placedIn.map(nameOfUri),
      reach: ties.reach,
      findings,
    }),
  );
  return { folder: process.cwd(), files };
}

/** In another folder, any change of a file affects all files, because the keys are not the same. */
export function scopeFrom({ folder, files }: StoredScope = { folder: '', files: [] }): RecordedScope {
  const isMoved = folder !== process.cwd();
  return new Map(
    files.map(({ name, hash, keys, asked, placedIn, reach, findings }) => {
      const ties = { uri: uriOf(name), keys: numbersIn(keys), asked: numbersIn(asked), placedIn: placedIn.map(uriOf) };
      return [resolve(name), { hash, ties: { ...ties, reach: isMoved ? 'all' : reach }, findings }];
    }),
  );
}

function uriOf(name: string): string {
  return pathToFileURL(resolve(name)).href;
}

function textOf(numbers: Int32Array): string {
  return Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString('base64');
}

function numbersIn(text: string): Int32Array {
  const bytes = Buffer.from(text, 'base64');
  return new Int32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
