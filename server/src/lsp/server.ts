import type { Connection, WorkspaceFoldersChangeEvent } from 'vscode-languageserver';
import { CONFIGURATION_SECTION } from '../../../protocol/index.ts';
import { type Provider, SchemaJudge, Workspace } from '../core/index.ts';
import { registerForChanges } from './capabilities.ts';
import type { ClientFeatures } from './client-features.ts';
import { ConfigurationLoader } from './configuration-loader.ts';
import { describeError } from './error-report.ts';
import { FindingsNotifier } from './findings-notifier.ts';
import { indexFolders, removeFolders } from './indexing.ts';
import { rulePageUri } from './rule-page-uri.ts';
import type { ServeOptions } from './serve-options.ts';
import type { Evaluation } from './session/evaluator.ts';
import { Session } from './session/session.ts';
import { type Settings, settingsFrom } from './settings.ts';
import { StatusNotifier } from './status-notifier.ts';
import { TreeNotifier } from './tree-notifier.ts';
import { normalUri } from './uris.ts';
import { WarmUp } from './warm-up.ts';

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
  readonly #warmUp: WarmUp | undefined;

  constructor(connection: Connection, client: ClientFeatures, options: ServeOptions) {
    const { registry, schemas, content, keepJson, defer, host } = options;
    this.#connection = connection;
    this.client = client;
    this.#options = options;
    this.#providers = schemas?.providers ?? [];
    this.#status = new StatusNotifier(connection, () => this.session);
    this.#tree = new TreeNotifier(connection);
    this.#findings = new FindingsNotifier(connection, client, () => this.session);
    this.session = new Session({
      workspace: new Workspace({
        registry,
        ...(schemas
          ? {
              schemas: new SchemaJudge(
                schemas,
                (uri) => this.session.configurations.for(uri).targets,
                registry.validation,
              ),
            }
          : {}),
        onBug: (rule, error) => connection.console.error(`The rule ${rule} failed: ${describeError(error)}`),
      }),
      client,
      content,
      providers: this.#providers,
      rulePage: rulePageUri(client, options),
      ...(keepJson ? { keepJson } : {}),
      defer,
      onEvaluated: (evaluation) => this.#evaluated(evaluation),
      onConfigurationText: () => void this.#refreshConfiguration(),
    });
    this.#warmUp = options.warmsUp ? new WarmUp(this.session, defer) : undefined;
    this.#configuration = new ConfigurationLoader({
      session: this.session,
      host,
      providers: this.#providers,
      currentRuleId: registry.currentRuleId,
      folders: () => client.folders,
      onConfigured: () => this.#status.configured(),
      onFilesToRead: () => this.#index(client.folders),
    });
  }

  /** Reads the configuration and the workspace. */
  async start(): Promise<void> {
    const { folders, hasConfiguration } = this.client;
    const settings = hasConfiguration ? this.#requestSettings() : undefined;
    // Requested together, because the first diagnostics wait for all of them.
    await Promise.all([registerForChanges(this.#connection, this.client), settings, this.#configuration.read(folders)]);
    if (settings) this.session.updateSettings(await settings);
    await this.#configuration.refresh();
    await this.#index(folders);
  }

  async changeFolders({ added, removed }: WorkspaceFoldersChangeEvent): Promise<void> {
    const uris = added.map(({ uri }) => normalUri(uri));
    removeFolders(
      removed.map(({ uri }) => normalUri(uri)),
      this.session,
    );
    await this.#configuration.read(uris);
    await this.#configuration.refresh();
    await this.#index(uris);
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
  }

  #evaluated(evaluation: Evaluation): void {
    this.#status.evaluated();
    this.#tree.evaluated();
    this.#findings.evaluated(evaluation);
    this.#warmUp?.start();
  }

  async #refreshConfiguration(): Promise<void> {
    try {
      await this.#configuration.refresh();
    } catch (error) {
      this.#connection.console.error(`The configuration could not be read: ${describeError(error)}`);
    }
  }

  #index(folders: readonly string[]): Promise<void> {
    return indexFolders(folders, {
      connection: this.#connection,
      session: this.session,
      host: this.#options.host,
      status: this.#status,
      showsProgress: this.client.showsProgress,
    });
  }

  async #requestSettings(): Promise<Settings> {
    const section: unknown = await this.#connection.workspace.getConfiguration(CONFIGURATION_SECTION);
    return settingsFrom(section, this.#providers, this.#options.registry.currentRuleId);
  }
}
