import type { Portion, Workspace } from '../../core/index.ts';
import type { Defer } from '../scheduler.ts';
import { ignoreInterruption } from '../watchdog.ts';

export interface Evaluation {
  /** The files whose findings may differ in content or position. */
  readonly changed: ReadonlySet<string>;
  /** The files that the client edited since the previous evaluation. The client requests their diagnostics itself. */
  readonly edited: ReadonlySet<string>;
}

/** If no more objects than this need evaluation, all of them are evaluated at once, in about 20 ms. */
const MAX_AT_ONCE = 40;
/** Otherwise, a turn takes about this time in milliseconds: a message waits no longer than that. */
const TURN = 8;
/** The limits of the number of objects per turn. On a busy machine, fewer objects would not take less time. */
const OBJECTS_PER_TURN = { least: 10, most: 100 };

/**
 * Decides when the workspace is evaluated. Changes are evaluated together after the messages that have arrived are read:
 * open files at once, all others in portions, between which messages are answered.
 */
export class Evaluator {
  readonly #workspace: () => Workspace;
  readonly #run: <Result>(work: () => Result) => Result;
  readonly #openUris: () => readonly string[];
  readonly #defer: Defer;
  readonly #onEvaluated: (evaluation: Evaluation) => void;
  readonly #onTurnEnd: () => void;
  readonly #clock: () => number;
  readonly #revisions = new Map<string, number>();
  #edited = new Set<string>();
  #isEnabled = false;
  #isPending = false;
  #isPaused = false;
  #isContinuing = false;
  #activeReads = 0;
  #objectsPerTurn = OBJECTS_PER_TURN.least;
  /** After a restart, the files to report when their findings are complete. */
  #held: Set<string> | undefined;

  constructor(options: {
    /** Returns the current workspace. */
    readonly workspace: () => Workspace;
    /** Runs work. Throws an `Interruption` if it takes too long, after a restart with another workspace. */
    readonly run: <Result>(work: () => Result) => Result;
    /** Returns the open files. */
    readonly openUris: () => readonly string[];
    readonly defer: Defer;
    readonly onEvaluated: (evaluation: Evaluation) => void;
    /** Called after an evaluation that is not part of a request. */
    readonly onTurnEnd?: () => void;
    /** Returns a time in milliseconds. Without it, every turn has the least number of objects. */
    readonly clock?: (() => number) | undefined;
  }) {
    this.#workspace = options.workspace;
    this.#run = options.run;
    this.#openUris = options.openUris;
    this.#defer = options.defer;
    this.#onEvaluated = options.onEvaluated;
    this.#onTurnEnd = options.onTurnEnd ?? (() => {});
    this.#clock = options.clock ?? (() => 0);
  }

  /** Schedules an evaluation. `edited` is the file that the client edited, if any. */
  schedule(edited?: string): void {
    if (edited !== undefined) this.#edited.add(edited);
    this.#isPaused = false;
    if (this.#isPending) return;
    this.#isPending = true;
    this.#defer(() => {
      this.#tryEvaluate();
      this.#onTurnEnd();
    });
  }

  /**
   * Evaluates another workspace, into which the files are read again. Findings are not reported before they are
   * complete, so that the client keeps the last ones. If paused, nothing is evaluated before the next change.
   */
  restart({ isPaused }: { readonly isPaused: boolean }): void {
    this.#held ??= new Set();
    this.#isPending = false;
    this.#isPaused = isPaused;
    this.restored();
  }

  /** Schedules an evaluation of files that were read again after a restart. */
  restored(): void {
    if (!this.#isPaused) this.schedule();
  }

  /** Evaluates everything with the current configuration. Before the first call, nothing is evaluated. */
  configurationChanged(): void {
    this.#isEnabled = true;
    this.#isPending = true;
    this.reportAll();
  }

  /**
   * Evaluates the changes in open files and in `uri`, and a limited number of changes in other files. Throws an
   * `Interruption` if that takes too long.
   */
  evaluate(uri?: string): void {
    if (!this.#isPending || !this.#isEnabled || this.#isPaused) return;
    this.#update({ allBelow: this.#activeReads > 0 ? 0 : MAX_AT_ONCE, max: 0 }, uri);
  }

  /** Resolves when all changes are evaluated, or when the caller cancels. */
  async evaluateAll(isCancelled: () => boolean): Promise<void> {
    this.evaluate();
    while (this.#isPending && this.#isEnabled && !this.#isPaused && this.#activeReads === 0 && !isCancelled())
      await new Promise<void>((resolve) => this.#defer(resolve));
  }

  /** True while many files are read. */
  get isReading(): boolean {
    return this.#activeReads > 0;
  }

  /** Evaluates only open files while many files are read, because the findings depend on files that are not read yet. */
  async whileReading(read: () => Promise<void>): Promise<void> {
    this.#activeReads++;
    try {
      await read();
    } finally {
      this.#activeReads--;
      this.#tryEvaluate();
    }
  }

  /** Reports every file as changed, for example after a change of settings. */
  reportAll(): void {
    if (!this.#isEnabled) return;
    this.#tryEvaluate();
    this.#report(new Set(this.#workspace().files.keys()));
  }

  /** Returns a number that changes whenever the findings of a file may differ in content or position. */
  revision(uri: string): number {
    return this.#revisions.get(uri) ?? 0;
  }

  /** Does nothing after an interruption, because the restart has scheduled an evaluation. */
  #tryEvaluate(): void {
    ignoreInterruption(() => this.evaluate());
  }

  #update(portion: Portion, uri?: string): void {
    const first = [...this.#openUris(), ...(uri === undefined ? [] : [uri])];
    const changed = this.#run(() => this.#workspace().update({ ...portion, first }));
    this.#isPending = this.#workspace().isPending;
    if (this.#isPending && this.#activeReads === 0 && !this.#isContinuing) {
      this.#isContinuing = true;
      this.#defer(() => {
        this.#isContinuing = false;
        if (!this.#isPending || this.#isPaused) return;
        ignoreInterruption(() => this.#updateForOneTurn());
        this.#onTurnEnd();
      });
    }
    this.#report(changed);
  }

  /** The time per object depends on the machine and on the objects, so the next turn takes it from this one. */
  #updateForOneTurn(): void {
    const max = this.#activeReads > 0 ? 0 : this.#objectsPerTurn;
    const start = this.#clock();
    this.#update({ max });
    const time = this.#clock() - start;
    if (max === 0 || time <= 0) return;
    const next = Math.min(Math.round((max * TURN) / time), max * 2);
    this.#objectsPerTurn = Math.max(OBJECTS_PER_TURN.least, Math.min(next, OBJECTS_PER_TURN.most));
  }

  #report(changed: ReadonlySet<string>): void {
    const complete = this.#held ? this.#takeComplete(this.#held, changed) : changed;
    for (const uri of complete) this.#revisions.set(uri, this.revision(uri) + 1);
    // After a restart, the client may have requested the diagnostics of an edited file before they were complete.
    const edited = this.#held ? new Set<string>() : this.#edited;
    this.#edited = new Set();
    if (this.#held?.size === 0 && !this.#isPending) this.#held = undefined;
    this.#onEvaluated({ changed: complete, edited });
  }

  /** Moves the files whose findings are complete out of `held`. */
  #takeComplete(held: Set<string>, changed: ReadonlySet<string>): ReadonlySet<string> {
    for (const uri of changed) held.add(uri);
    if (this.#activeReads > 0) return new Set();
    const open = new Set(this.#openUris());
    const complete = new Set([...held].filter((uri) => !this.#isPending || open.has(uri)));
    for (const uri of complete) held.delete(uri);
    return complete;
  }
}
