import type { Connection, WorkspaceFoldersChangeEvent } from 'vscode-languageserver';
import { CONFIGURATION_SECTION } from '../../../protocol/index.ts';
import { type Provider, SchemaValidator, TreeCache, Workspace } from '../core/index.ts';
import { registerForChanges } from './capabilities.ts';
import type { ClientFeatures } from './client-features.ts';
import { ConfigurationLoader } from './configuration-loader.ts';
import { describeError } from './error-report.ts';
import { FindingsNotifier } from './findings-notifier.ts';
import { indexFolders, removeFolders } from './indexing.ts';
import { PathLookup } from './path-lookup.ts';
import { reportInterruption } from './report-interruption.ts';
import { rulePageUri } from './rule-page-uri.ts';
import type { ServeOptions } from './serve-options.ts';
import type { Evaluation } from './session/evaluator.ts';
import { Session } from './session/session.ts';
import { type Settings, settingsFrom } from './settings.ts';
import { StatusNotifier } from './status-notifier.ts';
import { TreeNotifier } from './tree-notifier.ts';
import { normalUri } from './uris.ts';
import { WarmUp } from './warm-up.ts';
import { Watchdog } from './watchdog.ts';

/** Runs work that no caller waits for, and logs an exception. `what` is the subject of the log entry. */
export type Guard = (what: string, work: () => void | Promise<void>) => Promise<void>;

/** The server for one initialized client: a session and the parts that fill it and that notify the client. */
export class Server {
  readonly session: Session;
  readonly client: ClientFeatures;
  readonly #connection: Connection;
  readonly #options: ServeOptions;
  readonly #providers: readonly Provider[];
  readonly #configuration: ConfigurationLoader;
  readonly #status: StatusNotifier;
  readonly #tree: TreeNotifier;
  readonly #findings: FindingsNotifier;
  readonly paths: PathLookup;
  readonly #warmUp: WarmUp | undefined;
  readonly #guard: Guard;
  #folders: readonly string[];
  /** Resolves when the folders of the last event are read. */
  #reading: Promise<void> = Promise.resolve();

  constructor(connection: Connection, client: ClientFeatures, options: ServeOptions, guard: Guard) {
    const { registry, schemas, content, keepJson, defer, host } = options;
    this.#connection = connection;
    this.client = client;
    this.#options = options;
    this.#guard = guard;
    this.#folders = client.folders;
    this.#providers = schemas?.providers ?? [];
    this.#status = new StatusNotifier(connection, () => this.session);
    this.#tree = new TreeNotifier(connection);
    this.#findings = new FindingsNotifier(connection, client, () => this.session);
    const watchdog = new Watchdog(options.runLimited);
    const targets = (uri: string) => this.session.configurations.for(uri).targets;
    // Shared, because a workspace takes over the documents of the one before.
    const trees = new TreeCache();
    const createWorkspace = () =>
      new Workspace({
        registry,
        trees,
        ...(schemas ? { schemas: new SchemaValidator(schemas, targets, registry.validation) } : {}),
        onBug: (rule, error) => connection.console.error(`The rule ${rule} failed: ${describeError(error)}`),
        onFailure: (uri, error) => this.#logFailure(uri, error),
        onProgress: watchdog.onProgress,
      });
    this.session = new Session({
      createWorkspace,
      watchdog,
      onInterrupted: (interruption, isQuarantined) => reportInterruption(connection, interruption, isQuarantined),
      client,
      content,
      providers: this.#providers,
      rulePage: rulePageUri(client, options),
      ...(keepJson ? { keepJson } : {}),
      defer,
      clock: options.clock,
      onEvaluated: (evaluation) => this.#evaluated(evaluation),
      onConfigurationText: () => void guard('The configuration', () => this.#configuration.refresh()),
    });
    this.paths = new PathLookup(this.session, host, () => this.#folders);
    this.#warmUp = options.warmsUp ? new WarmUp(this.session, defer, watchdog) : undefined;
    this.#configuration = new ConfigurationLoader({
      session: this.session,
      host,
      providers: this.#providers,
      currentRuleId: registry.currentRuleId,
      folders: () => this.#folders,
      onConfigured: () => this.#status.configured(),
      onFilesToRead: () => this.#index(this.#folders),
      onFailure: (uri, error) => this.#logFailure(uri, error),
    });
  }

  /** The current workspace folders. */
  get folders(): readonly string[] {
    return this.#folders;
  }

  /** Reads the configuration and the workspace. A part that fails does not stop the others. */
  start(): Promise<void> {
    this.#reading = this.#start();
    return this.#reading;
  }

  async #start(): Promise<void> {
    // Requested together, because the first diagnostics wait for all of them.
    await Promise.all([
      this.#guard('Registering for changes', () => registerForChanges(this.#connection, this.client)),
      this.#guard('Reading the settings', async () => {
        if (this.client.hasConfiguration) this.session.updateSettings(await this.#requestSettings());
      }),
      this.#guard('Reading the configuration', () => this.#configuration.read(this.#folders)),
    ]);
    await this.#guard('The configuration', () => this.#configuration.refresh());
    this.#logStart();
    await this.#guard('Reading the workspace', () => this.#index(this.#folders));
  }

  /** Folders may change at any time, even before the first ones are read. Each change waits for the one before it. */
  changeFolders(event: WorkspaceFoldersChangeEvent): Promise<void> {
    const added = event.added.map(({ uri }) => normalUri(uri));
    const removed = event.removed.map(({ uri }) => normalUri(uri));
    this.#folders = [...new Set([...this.#folders.filter((each) => !removed.includes(each)), ...added])];
    this.#reading = this.#reading.then(() =>
      this.#guard('workspace/didChangeWorkspaceFolders', () => this.#readChangedFolders(added, removed)),
    );
    return this.#reading;
  }

  async #readChangedFolders(added: readonly string[], removed: readonly string[]): Promise<void> {
    const isRemoved = (folder: string) => !this.#folders.includes(folder);
    removeFolders(removed.filter(isRemoved), this.session);
    const present = added.filter((folder) => !isRemoved(folder));
    await this.#configuration.read(present);
    await this.#configuration.refresh();
    await this.#index(present);
    // A folder may have been removed while it was read.
    removeFolders(present.filter(isRemoved), this.session);
    await this.paths.readAll();
  }

  /** `sent` is the settings in the notification, for clients that the server cannot ask. */
  async changeSettings(sent: unknown): Promise<void> {
    // Until then the configuration files are not read, and a refresh would ignore them.
    await this.session.configured;
    const section = (sent as Readonly<Record<string, unknown>> | null)?.[CONFIGURATION_SECTION];
    this.session.updateSettings(
      this.client.hasConfiguration
        ? await this.#requestSettings()
        : settingsFrom(section, this.#providers, this.#options.registry.currentRuleId),
    );
    await this.#configuration.refresh();
    this.#findings.refreshAnnotations();
  }

  /** Called after each response to a request. */
  responded(method: string): void {
    this.#tree.responded(method);
    this.session.releaseTrees();
  }

  #evaluated(evaluation: Evaluation): void {
    this.#status.evaluated();
    this.#tree.evaluated();
    this.#findings.evaluated(evaluation);
    if (this.session.wantedPaths.length > 0) void this.#guard('Reading paths', () => this.paths.readNew());
    // It would delay the findings that depend on files not read yet.
    if (!this.session.isReading) this.#warmUp?.start();
  }

  #logStart(): void {
    const { base, files } = this.session.configurations;
    const targets = [base, ...files.values()].flatMap((each) => Object.entries(each.targets));
    const log = (text: string) => this.#connection.console.info(text);
    log(`Language server ${this.#options.version}`);
    log(`Workspace folders: ${this.#folders.join(', ') || 'none'}`);
    for (const uri of files.keys()) log(`Configuration file: ${uri}`);
    const names = new Set(targets.map(([provider, release]) => `${provider} ${release}`));
    log(`Target releases: ${[...names].join(', ') || 'all'}`);
  }

  #logFailure(uri: string, error: unknown): void {
    this.#connection.console.error(`Processing ${uri} failed: ${describeError(error)}`);
  }

  async #index(folders: readonly string[]): Promise<void> {
    await indexFolders(folders, {
      connection: this.#connection,
      session: this.session,
      host: this.#options.host,
      status: this.#status,
      workspaceFolders: this.#folders,
      isTrusted: this.client.options.isTrusted === true,
      showsProgress: this.client.showsProgress,
      clock: this.#options.clock,
    });
    this.#warmUp?.start();
  }

  async #requestSettings(): Promise<Settings> {
    const section: unknown = await this.#connection.workspace.getConfiguration(CONFIGURATION_SECTION);
    return settingsFrom(section, this.#providers, this.#options.registry.currentRuleId);
  }
}
