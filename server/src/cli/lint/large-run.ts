import { limitHeapGrowth } from '../../node/heap-growth.ts';
import { setOptimization } from '../../node/optimization.ts';
import { fileSizes, isLarge } from './thread-count.ts';

/** In percent. With V8's default, the check of 10,000 files takes three times the memory and the same time. */
const HEAP_GROWTH = 50;

/** Sets V8 up for a check that takes long, if there are many files. */
export function prepareForLargeRun(files: readonly string[]): void {
  if (isLarge(files, fileSizes())) setOptimization('usual');
  limitHeapGrowth(files.length, HEAP_GROWTH);
}
