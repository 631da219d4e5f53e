import type { MessageStrategy } from 'vscode-languageserver';

/** How many times in a row there must be nothing to read, and how long a stream of messages may put work off. */
const QUIET = 2;
const MOST = 100;

/**
 * Lets work wait until the messages at hand are read and answered: somebody who types waits for completions, and for
 * findings only after that. `later` does something in the host's next turn, in which a message may be read.
 */
export class Turns {
  readonly #later: (work: () => void) => void;
  #handled = 0;

  constructor(later: (work: () => void) => void) {
    this.#later = later;
  }

  readonly strategy: MessageStrategy = {
    handleMessage: (message, next) => {
      this.#handled++;
      return next(message);
    },
  };

  readonly defer = (work: () => void): void => this.#wait(work, 0, 0);

  #wait(work: () => void, quiet: number, turns: number): void {
    const before = this.#handled;
    this.#later(() => {
      const isQuiet = this.#handled === before;
      if ((isQuiet && quiet + 1 >= QUIET) || turns >= MOST) work();
      else this.#wait(work, isQuiet ? quiet + 1 : 0, turns + 1);
    });
  }
}
