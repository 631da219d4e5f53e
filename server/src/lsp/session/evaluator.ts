import type { Portion, Workspace } from '../../core/index.ts';
import type { Defer } from '../scheduler.ts';

/** The result of one evaluation. */
export interface Evaluation {
  /** The files whose findings may differ in content or position. */
  readonly changed: ReadonlySet<string>;
  /** The files that the client edited since the previous evaluation. The client requests their diagnostics itself. */
  readonly edited: ReadonlySet<string>;
}

/** If no more objects than this need evaluation, all of them are evaluated at once, in about 20 ms. */
const MAX_AT_ONCE = 40;
/** The number of objects per turn otherwise, about 5 ms: a message waits no longer than that. */
const OBJECTS_PER_TURN = 10;

/**
 * Decides when the workspace is evaluated. Changes are evaluated together after the messages that have arrived are read:
 * open files at once, all others in portions, between which messages are answered.
 */
export class Evaluator {
  readonly #workspace: Workspace;
  readonly #isOpen: (uri: string) => boolean;
  readonly #defer: Defer;
  readonly #onEvaluated: (evaluation: Evaluation) => void;
  readonly #revisions = new Map<string, number>();
  #edited = new Set<string>();
  #isEnabled = false;
  #isPending = false;
  #isContinuing = false;
  #activeReads = 0;

  constructor(options: {
    readonly workspace: Workspace;
    readonly isOpen: (uri: string) => boolean;
    readonly defer: Defer;
    readonly onEvaluated: (evaluation: Evaluation) => void;
  }) {
    this.#workspace = options.workspace;
    this.#isOpen = options.isOpen;
    this.#defer = options.defer;
    this.#onEvaluated = options.onEvaluated;
  }

  /** Schedules an evaluation. `edited` is the file that the client edited, if any. */
  schedule(edited?: string): void {
    if (edited !== undefined) this.#edited.add(edited);
    if (this.#isPending) return;
    this.#isPending = true;
    this.#defer(() => this.evaluate());
  }

  /** Evaluates everything with the current configuration. Before the first call, nothing is evaluated. */
  configurationChanged(): void {
    this.#isEnabled = true;
    this.#isPending = true;
    this.reportAll();
  }

  /** Evaluates the changes in open files and in `uri`, and a limited number of changes in other files. */
  evaluate(uri?: string): void {
    if (!this.#isPending || !this.#isEnabled) return;
    this.#update({ allBelow: this.#activeReads > 0 ? 0 : MAX_AT_ONCE, max: 0 }, uri);
  }

  /** Resolves when all changes are evaluated, or when the caller cancels. */
  async evaluateAll(isCancelled: () => boolean): Promise<void> {
    this.evaluate();
    while (this.#isPending && this.#isEnabled && this.#activeReads === 0 && !isCancelled())
      await new Promise<void>((resolve) => this.#defer(resolve));
  }

  /** Evaluates only open files while many files are read, because the findings depend on files that are not read yet. */
  async whileReading(read: () => Promise<void>): Promise<void> {
    this.#activeReads++;
    try {
      await read();
    } finally {
      this.#activeReads--;
      this.evaluate();
    }
  }

  /** Reports every file as changed, for example after a change of settings. */
  reportAll(): void {
    if (!this.#isEnabled) return;
    this.evaluate();
    this.#report(new Set(this.#workspace.files.keys()));
  }

  /** Returns a number that changes whenever the findings of a file may differ in content or position. */
  revision(uri: string): number {
    return this.#revisions.get(uri) ?? 0;
  }

  #update(portion: Portion, uri?: string): void {
    const changed = this.#workspace.update({ ...portion, isFirst: (each) => each === uri || this.#isOpen(each) });
    this.#isPending = this.#workspace.isPending;
    if (this.#isPending && this.#activeReads === 0 && !this.#isContinuing) {
      this.#isContinuing = true;
      this.#defer(() => {
        this.#isContinuing = false;
        if (this.#isPending) this.#update({ max: this.#activeReads > 0 ? 0 : OBJECTS_PER_TURN });
      });
    }
    this.#report(changed);
  }

  #report(changed: ReadonlySet<string>): void {
    for (const uri of changed) this.#revisions.set(uri, this.revision(uri) + 1);
    const edited = this.#edited;
    this.#edited = new Set();
    this.#onEvaluated({ changed, edited });
  }
}
