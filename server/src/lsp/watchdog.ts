/**
 * Runs synchronous work, and interrupts it if it takes too long. Returns what happened: `delayed` means that the work
 * took too long because other processes used the processor. No `finally` block of interrupted work has run.
 */
export type RunLimited = (work: () => void) => 'finished' | 'interrupted' | 'delayed';

/** Thrown instead of the result of work that was interrupted. */
export class Interruption extends Error {
  /** The file that was processed, by its normalized URI. */
  readonly uri: string | undefined;
  /** The rule that checked it. */
  readonly rule: string | undefined;
  /** The work is not to blame: the machine is busy. */
  readonly isDelay: boolean;

  constructor(options: { uri: string | undefined; rule: string | undefined; isDelay: boolean }) {
    super('The work was interrupted because it took too long.');
    this.uri = options.uri;
    this.rule = options.rule;
    this.isDelay = options.isDelay;
  }
}

/** Interrupts work that does not end, and knows which file is responsible. */
export class Watchdog {
  readonly #runLimited: RunLimited | undefined;
  #isRunning = false;
  #uri: string | undefined;
  #rule: string | undefined;

  /** Without `runLimited`, nothing is interrupted. */
  constructor(runLimited?: RunLimited) {
    this.#runLimited = runLimited;
  }

  /** Must be called before a file is processed. */
  readonly onProgress = (uri: string, rule?: string): void => {
    this.#uri = uri;
    this.#rule = rule;
  };

  /**
   * Runs work that begins with the file of `uri`, if it is known. Throws an `Interruption` if it takes too long; then
   * everything that the work changes may be inconsistent.
   */
  run<Result>(uri: string | undefined, work: () => Result): Result {
    const limited = this.#runLimited;
    if (!limited || this.#isRunning) return work();
    this.#uri = uri;
    this.#rule = undefined;
    this.#isRunning = true;
    let result: Result | undefined;
    try {
      const outcome = limited(() => {
        result = work();
      });
      if (outcome !== 'finished')
        throw new Interruption({ uri: this.#uri, rule: this.#rule, isDelay: outcome === 'delayed' });
      return result as Result;
    } finally {
      this.#isRunning = false;
    }
  }
}

/** Runs work that needs no result. An interruption has been reported, and the recovery has scheduled what follows. */
export function ignoreInterruption(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof Interruption)) throw error;
  }
}
