import { statSync } from 'node:fs';

/**
 * The size of the files that are worth a thread, in bytes. V8 compiles and optimizes the code for each thread again, which
 * takes as much processor time as the check of 2 MB. Tests set the variable.
 */
const BYTES_PER_THREAD = Number(process.env.KAMAJI_METAL3_BYTES_PER_THREAD ?? 4_000_000);

/** Returns the number of threads, up to `most`, with which the check of files is not slower than with fewer. */
export function usefulThreads(files: readonly string[], most: number, sizeOf: SizeOf): number {
  if (most <= 1) return most;
  return Math.min(most, Math.max(1, Math.floor(totalSize(files, sizeOf) / BYTES_PER_THREAD)));
}

/** In bytes. The check of so many takes about a second. */
const LARGE = 2_000_000;

/** Returns true if the check of files takes so long that V8 should optimize its functions soon. */
export function isLarge(files: readonly string[], sizeOf: SizeOf): boolean {
  return totalSize(files, sizeOf) >= LARGE;
}

function totalSize(files: readonly string[], sizeOf: SizeOf): number {
  return files.reduce((sum, file) => sum + sizeOf(file), 0);
}

/** Returns the number of bytes of a file; 0 if it does not exist. */
export type SizeOf = (file: string) => number;

/** Returns a function that reads the size of each file once. */
export function fileSizes(): SizeOf {
  const sizes = new Map<string, number>();
  return (file) => {
    const size = sizes.get(file) ?? statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    sizes.set(file, size);
    return size;
  };
}
