import { type ReadText, readText, readTextSync } from './read-text.ts';

/** In milliseconds. The system returns a file that it has in memory in a few hundredths of one. */
const SLOW = 4;
/** The number of files that are read asynchronously after a slow one. */
const AFTER_SLOW = 100;

/**
 * Reads many files. A fast disk is read synchronously, which takes a quarter of the processor time: no file waits for
 * another thread. After a file that took long, the next ones are read asynchronously, so that other work goes on.
 */
export class TextFiles {
  readonly #clock: () => number;
  #asynchronous = 0;

  /** `clock` returns a time in milliseconds. */
  constructor(clock: () => number = () => performance.now()) {
    this.#clock = clock;
  }

  /** Returns the text of a regular file, as `readText` does. */
  async read(path: string, maxBytes?: number): Promise<ReadText> {
    if (this.#asynchronous > 0) {
      this.#asynchronous--;
      return readText(path, maxBytes);
    }
    const start = this.#clock();
    const read = readTextSync(path, maxBytes);
    if (this.#clock() - start > SLOW) this.#asynchronous = AFTER_SLOW;
    return read;
  }
}
