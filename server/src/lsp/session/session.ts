import {
  type Configurations,
  type FileChange,
  type Finding,
  isConfigurationFile,
  type ManifestFile,
  type PathState,
  type Provider,
  type Workspace,
} from '../../core/index.ts';
import type { BundledContent } from '../bundled-content.ts';
import { KEEP_NO_JSON, type KeepJson } from '../caches/json-cache.ts';
import { createResponseCaches } from '../caches/response-caches.ts';
import type { ClientFeatures } from '../client-features.ts';
import type { Defer } from '../scheduler.ts';
import type { Settings } from '../settings.ts';
import { type Interruption, ignoreInterruption, Watchdog } from '../watchdog.ts';
import { ConfigurationState } from './configuration-state.ts';
import { type Evaluation, Evaluator } from './evaluator.ts';
import { OpenDocuments } from './open-documents.ts';
import { Recovery } from './recovery.ts';
import { Snapshot, type SnapshotSource } from './snapshot.ts';

export interface SessionOptions {
  /** Called for the first workspace, and for another one after an interruption. */
  readonly createWorkspace: () => Workspace;
  /** Without it, nothing is interrupted. */
  readonly watchdog?: Watchdog;
  /** Called when work was interrupted. The file that is responsible may be in quarantine. */
  readonly onInterrupted?: (interruption: Interruption, isQuarantined: boolean) => void;
  readonly client: ClientFeatures;
  readonly content?: BundledContent | undefined;
  readonly providers?: readonly Provider[];
  /** Returns the URI of a rule's page. */
  readonly rulePage?: (rule: string) => string | undefined;
  readonly keepJson?: KeepJson;
  readonly defer: Defer;
  readonly onEvaluated: (evaluation: Evaluation) => void;
  /** Returns a time in milliseconds. */
  readonly clock?: () => number;
  /** Called when the text of a configuration file changes. */
  readonly onConfigurationText: () => void;
}

/**
 * Everything that the server holds for one connection. Notifications change it; request handlers read it through a
 * `Snapshot`. The text of an open document takes precedence over the file on disk.
 */
export class Session {
  readonly #source: SnapshotSource;
  readonly #recovery: Recovery;
  readonly #onConfigurationText: () => void;

  constructor(options: SessionOptions) {
    const { createWorkspace, client, defer, onEvaluated, onInterrupted = () => {} } = options;
    const documents = new OpenDocuments();
    this.#onConfigurationText = options.onConfigurationText;
    this.#source = {
      workspace: createWorkspace(),
      documents,
      client,
      evaluator: new Evaluator({
        workspace: () => this.#source.workspace,
        run: (work) => this.run(undefined, work),
        openUris: () => documents.uris,
        defer,
        onEvaluated,
        onTurnEnd: () => this.releaseTrees(),
        clock: options.clock,
      }),
      configuration: new ConfigurationState(client.options.redHatYamlActive === true),
      caches: createResponseCaches({
        resourcesIn: (document) => this.#source.workspace.resourcesIn(document),
        clientUri: (uri) => documents.clientUri(uri),
        rulePage: options.rulePage ?? (() => undefined),
        keepJson: options.keepJson ?? KEEP_NO_JSON,
      }),
      content: options.content,
      providers: options.providers ?? [],
    };
    const { watchdog = new Watchdog() } = options;
    this.#recovery = new Recovery({ source: this.#source, createWorkspace, watchdog, defer, onInterrupted });
  }

  /** Returns a snapshot with the findings of the last evaluation. */
  snapshot(): Snapshot {
    return new Snapshot(this.#source);
  }

  /** Evaluates pending changes in open files and in `uri`, if the configuration has been read. */
  evaluate(uri?: string): void {
    this.#source.evaluator.evaluate(uri);
  }

  /** Returns a snapshot with current findings for open files and for `uri`, once the configuration has been read. */
  async evaluatedSnapshot(uri?: string): Promise<Snapshot> {
    await this.#source.configuration.ready;
    this.#source.evaluator.evaluate(uri);
    return this.snapshot();
  }

  /** Returns a snapshot with current findings for all files that have been read, unless the caller cancels. */
  async fullyEvaluatedSnapshot(isCancelled: () => boolean): Promise<Snapshot> {
    await this.#source.configuration.ready;
    await this.#source.evaluator.evaluateAll(isCancelled);
    return this.snapshot();
  }

  /** Runs work that begins with the file of `uri`. Throws an `Interruption` if it takes too long, and recovers. */
  run<Result>(uri: string | undefined, work: () => Result): Result {
    return this.#recovery.run(uri, work);
  }

  /** Returns the text of a file that is not processed because that takes too long. */
  quarantinedText(uri: string): string | undefined {
    return this.#recovery.quarantinedText(uri);
  }

  openDocument(clientUri: string, version: number, text: string): void {
    const uri = this.#source.documents.set(clientUri, version);
    this.apply([{ uri, text }]);
  }

  changeDocument(clientUri: string, version: number, changes: readonly FileChange[]): void {
    const uri = this.#source.documents.set(clientUri, version);
    this.#apply(changes, uri);
  }

  closeDocument(clientUri: string): void {
    this.#source.documents.delete(clientUri);
  }

  /** Records whether the file of an open document exists on disk. A configuration applies only while its file exists. */
  setDeleted(uri: string, isDeleted: boolean): void {
    const { documents } = this.#source;
    if (documents.isDeleted(uri) === isDeleted) return;
    documents.setDeleted(uri, isDeleted);
    if (isConfigurationFile(uri)) this.#onConfigurationText();
  }

  isDeleted(uri: string): boolean {
    return this.#source.documents.isDeleted(uri);
  }

  /** Applies changes of files that are not open in the client. */
  apply(changes: readonly FileChange[]): void {
    this.#apply(changes);
  }

  #apply(changes: readonly FileChange[], edited?: string): void {
    this.#recovery.apply(changes);
    this.releaseTrees();
    if (changes.some(({ uri }) => isConfigurationFile(uri))) this.#onConfigurationText();
    this.#source.evaluator.schedule(edited);
  }

  /** Drops syntax trees of closed files, if there are too many. Call it only between requests. */
  releaseTrees(): void {
    const { workspace, documents } = this.#source;
    workspace.releaseTrees(documents.uris);
  }

  /** The URIs of paths that the manifests name and whose state is unknown. */
  get wantedPaths(): readonly string[] {
    return this.#source.workspace.paths.wanted;
  }

  /** The URIs of paths whose state is known. */
  get knownPaths(): Iterable<string> {
    return this.#source.workspace.paths.known;
  }

  /** Adds what the host states about paths, and evaluates what depends on it. */
  statePaths(states: ReadonlyMap<string, PathState>): void {
    this.#source.workspace.statePaths(states);
    this.#source.evaluator.schedule();
  }

  /** True while many files are read. */
  get isReading(): boolean {
    return this.#source.evaluator.isReading;
  }

  /** Evaluates only open files while `read` adds files. */
  whileReading(read: () => Promise<void>): Promise<void> {
    return this.#source.evaluator.whileReading(read);
  }

  /** Checks all files against the configurations. `findings` are those in the configuration files, by URI. */
  configure(configurations: Configurations, findings: ReadonlyMap<string, readonly Finding[]>): void {
    const { workspace, configuration, evaluator } = this.#source;
    if (!configuration.configure(configurations, findings)) return;
    const invalidate = () => {
      workspace.roots = configurations.roots;
      // Invalidates all findings, because the target releases may differ.
      workspace.schemas = workspace.givenSchemas;
    };
    ignoreInterruption(() => this.run(undefined, invalidate));
    evaluator.configurationChanged();
  }

  /** The `configuration` of the settings takes effect at the next `configure`, all others at once. */
  updateSettings(settings: Settings): void {
    if (this.#source.configuration.updateSettings(settings)) this.#source.evaluator.reportAll();
  }

  setRedHatYamlActive(isActive: boolean): void {
    this.#source.configuration.setRedHatYamlActive(isActive);
    this.#source.evaluator.reportAll();
  }

  /** Resolves when the configuration has been read for the first time. */
  get configured(): Promise<void> {
    return this.#source.configuration.ready;
  }

  get configurations(): Configurations {
    return this.#source.configuration.configurations;
  }

  get settings(): Settings {
    return this.#source.configuration.settings;
  }

  /** All files, by normalized URI. */
  get files(): ReadonlyMap<string, ManifestFile> {
    return this.#source.workspace.files;
  }

  /** The number of files. An empty document is none, because VS Code keeps a closed unsaved one for minutes. */
  get fileCount(): number {
    const isEmpty = (uri: string) => this.files.get(uri)?.documents.every(({ text }) => text === '') ?? false;
    return this.files.size - this.#source.documents.uris.filter(isEmpty).length;
  }

  get objectCount(): number {
    return this.#source.workspace.resourceCount;
  }

  /** True if some changes are not evaluated yet. */
  get isPending(): boolean {
    return this.#source.workspace.isPending;
  }

  isOpen(uri: string): boolean {
    return this.#source.documents.has(uri);
  }

  get openUris(): readonly string[] {
    return this.#source.documents.uris;
  }
}
