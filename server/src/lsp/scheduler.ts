import type { MessageStrategy } from 'vscode-languageserver';

/** Runs work after the messages that have arrived are read. */
export type Defer = (work: () => void) => void;

/** Work starts after this many turns of the event loop without a message. */
const IDLE_TURNS = 2;
/** Work starts after this many turns at the latest. */
const MAX_TURNS = 100;

/**
 * Delays work until the messages that have arrived are read and answered, so that a user who types gets completions
 * before diagnostics. `nextTurn` runs work in the next turn of the event loop, in which the host may read a message.
 */
export class Scheduler {
  readonly #nextTurn: Defer;
  #messages = 0;

  constructor(nextTurn: Defer) {
    this.#nextTurn = nextTurn;
  }

  /** Counts the messages of a connection. */
  readonly messageStrategy: MessageStrategy = {
    handleMessage: (message, next) => {
      this.#messages++;
      return next(message);
    },
  };

  readonly defer: Defer = (work) => this.#wait(work, 0, 0);

  #wait(work: () => void, idleTurns: number, turns: number): void {
    const before = this.#messages;
    this.#nextTurn(() => {
      const isIdle = this.#messages === before;
      if ((isIdle && idleTurns + 1 >= IDLE_TURNS) || turns >= MAX_TURNS) work();
      else this.#wait(work, isIdle ? idleTurns + 1 : 0, turns + 1);
    });
  }
}
