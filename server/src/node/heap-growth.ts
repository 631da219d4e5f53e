import { setFlagsFromString } from 'node:v8';

/** The number of files that make a workspace large: below, the memory that V8 holds in reserve is small. */
const LARGE = 500;

/**
 * By how many percent V8 lets the heap grow before it collects garbage. By default up to 300, so that it holds as much in
 * reserve as a large workspace needs. With 20, the processor time to read and check the workspace increases by about a tenth.
 */
const GROWTH = 20;

/** Limits the memory that V8 holds in reserve if there are many files. */
export function limitHeapGrowth(fileCount: number, percent = GROWTH): void {
  if (fileCount >= LARGE) setFlagsFromString(`--heap-growing-percent=${percent}`);
}
