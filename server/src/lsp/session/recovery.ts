import { type FileChange, fileText, isConfigurationFile, type ManifestFile, type Workspace } from '../../core/index.ts';
import type { Defer } from '../scheduler.ts';
import { Interruption, type Watchdog } from '../watchdog.ts';
import { Quarantine, textAfter } from './quarantine.ts';
import type { SnapshotSource } from './snapshot.ts';

/** The number of files per turn, between which messages are answered. */
const FILES_PER_TURN = 50;

/**
 * Replaces the workspace when work on it was interrupted, because its state may be inconsistent. The responsible file
 * goes into quarantine, and the others are put into a new workspace, which keeps their parsed documents.
 */
export class Recovery {
  readonly #source: SnapshotSource;
  readonly #createWorkspace: () => Workspace;
  readonly #watchdog: Watchdog;
  readonly #defer: Defer;
  readonly #onInterrupted: (interruption: Interruption, isQuarantined: boolean) => void;
  readonly #quarantine = new Quarantine();
  /** The files that are not in the new workspace yet. */
  readonly #waiting = new Map<string, FileChange>();

  constructor(options: {
    readonly source: SnapshotSource;
    readonly createWorkspace: () => Workspace;
    readonly watchdog: Watchdog;
    readonly defer: Defer;
    /** Called after each interruption. */
    readonly onInterrupted: (interruption: Interruption, isQuarantined: boolean) => void;
  }) {
    this.#source = options.source;
    this.#createWorkspace = options.createWorkspace;
    this.#watchdog = options.watchdog;
    this.#defer = options.defer;
    this.#onInterrupted = options.onInterrupted;
  }

  /** Runs work that begins with the file of `uri`. Recovers and throws an `Interruption` if it takes too long. */
  run<Result>(uri: string | undefined, work: () => Result): Result {
    try {
      return this.#watchdog.run(uri, work);
    } catch (error) {
      if (error instanceof Interruption) this.#recover(error, []);
      throw error;
    }
  }

  /** Applies changes. All changes with a range belong to one file. */
  apply(changes: readonly FileChange[]): void {
    const due = this.#quarantine.release(changes);
    for (const { uri } of due) this.#waiting.delete(uri);
    const { workspace } = this.#source;
    const edited = due.find((change) => 'range' in change)?.uri;
    const before = edited === undefined ? undefined : workspace.files.get(edited);
    try {
      this.#watchdog.run(due[0]?.uri, () => workspace.apply(due));
    } catch (error) {
      if (!(error instanceof Interruption)) throw error;
      this.#recover(error, completeChanges(due, before));
    }
  }

  /** Returns the text of a file in quarantine. */
  quarantinedText(uri: string): string | undefined {
    return this.#quarantine.text(uri);
  }

  #recover(interruption: Interruption, unapplied: readonly FileChange[]): void {
    const source = this.#source;
    for (const [uri, file] of source.workspace.files) this.#waiting.set(uri, { uri, file });
    for (const change of unapplied) this.#waiting.set(change.uri, change);
    const isQuarantined = !interruption.isDelay && this.#quarantineFile(interruption.uri);
    this.#onInterrupted(interruption, isQuarantined);

    source.workspace = this.#createWorkspace();
    source.workspace.roots = source.configuration.configurations.roots;
    // Without a responsible file, the next evaluation could take too long again. It waits for a change.
    source.evaluator.restart({ isPaused: !isQuarantined && !interruption.isDelay });
    this.#restore([...this.#waiting.keys()].filter((uri) => source.documents.has(uri) || isConfigurationFile(uri)));
    void source.evaluator.whileReading(() => this.#restoreAll());
  }

  #quarantineFile(uri: string | undefined): boolean {
    const change = uri === undefined ? undefined : this.#waiting.get(uri);
    if (!change) return false;
    this.#waiting.delete(change.uri);
    const text = 'file' in change ? fileText(change.file) : textAfter('', change);
    if (text === undefined) return false;
    this.#quarantine.add(change.uri, text);
    return true;
  }

  async #restoreAll(): Promise<void> {
    while (this.#waiting.size > 0) {
      await new Promise<void>((resolve) => this.#defer(resolve));
      this.#restore([...this.#waiting.keys()].slice(0, FILES_PER_TURN));
    }
  }

  #restore(uris: readonly string[]): void {
    const changes = uris.flatMap((uri) => this.#waiting.get(uri) ?? []);
    if (changes.length === 0) return;
    this.apply(changes);
    this.#source.evaluator.restored();
  }
}

/** Returns changes that contain the complete texts of their files. `before` is the file that ranges refer to. */
function completeChanges(changes: readonly FileChange[], before: ManifestFile | undefined): readonly FileChange[] {
  let text = before ? fileText(before) : '';
  return changes.map((change) => {
    if (!('range' in change)) {
      if ('text' in change) text = change.text;
      return change;
    }
    text = textAfter(text, change) ?? '';
    return { uri: change.uri, text };
  });
}
