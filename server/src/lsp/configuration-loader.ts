import {
  type Configuration,
  type ConfigurationCheck,
  Configurations,
  type Finding,
  isConfigurationFile,
  type Provider,
  readConfiguration,
} from '../core/index.ts';
import type { Host } from './host.ts';
import { reloadFiles } from './reload-files.ts';
import type { Session } from './session/session.ts';

/** Configures the session from the settings and the configuration files. */
export class ConfigurationLoader {
  readonly #session: Session;
  readonly #host: Host;
  readonly #providers: readonly Provider[];
  readonly #onConfigured: () => void;
  readonly #onFilesToRead: () => Promise<void>;
  readonly #currentRuleId: (id: string) => string;
  readonly #folders: () => readonly string[];
  readonly #onFailure: (uri: string, error: unknown) => void;
  #check: ConfigurationCheck | undefined;
  /** The JSON of the options that select files, as of the last refresh. */
  #fileOptions = '';

  constructor(options: {
    readonly session: Session;
    readonly host: Host;
    readonly providers: readonly Provider[];
    /** Returns the current id of a rule for a current or former id. */
    readonly currentRuleId: (id: string) => string;
    /** Returns the workspace folders, to which paths in the settings are relative. */
    readonly folders: () => readonly string[];
    /** Called after each refresh. */
    readonly onConfigured: () => void;
    /** Called when the configuration selects other files to read. */
    readonly onFilesToRead: () => Promise<void>;
    /** Called for a configuration file that cannot be processed, which is a bug. The other files apply. */
    readonly onFailure: (uri: string, error: unknown) => void;
  }) {
    this.#session = options.session;
    this.#host = options.host;
    this.#providers = options.providers;
    this.#currentRuleId = options.currentRuleId;
    this.#folders = options.folders;
    this.#onConfigured = options.onConfigured;
    this.#onFilesToRead = options.onFilesToRead;
    this.#onFailure = options.onFailure;
  }

  /** Reads the configuration files of folders and of their parent folders. They take effect at the next `refresh`. */
  async read(folders: readonly string[]): Promise<void> {
    const found = await Promise.all(folders.map((folder) => this.#host.configurationFiles(folder)));
    const uris = [...new Set(found.flat())].filter((uri) => !this.#session.isOpen(uri));
    await reloadFiles(uris, this.#session, this.#host);
  }

  /** Applies the current settings and the current text of the configuration files. */
  async refresh(): Promise<void> {
    const { files, settings } = this.#session;
    const uris = [...files.keys()].filter((uri) => isConfigurationFile(uri) && !this.#session.isDeleted(uri));
    if (uris.length > 0) this.#check ??= await this.#host.configurationCheck(this.#providers);
    const byUri = new Map<string, Configuration>();
    const findings = new Map<string, readonly Finding[]>();
    for (const uri of uris) {
      const file = files.get(uri);
      if (!file || !this.#check) continue;
      try {
        const read = readConfiguration(file, this.#check, this.#providers, this.#currentRuleId);
        byUri.set(uri, read.configuration);
        findings.set(uri, read.findings);
      } catch (error) {
        this.#onFailure(uri, error);
      }
    }
    const configurations = new Configurations({ base: settings.configuration, files: byUri, folders: this.#folders() });
    this.#session.configure(configurations, findings);
    this.#onConfigured();
    const fileOptions = JSON.stringify([
      fileOptionsOf(configurations.base),
      ...[...byUri].map(([uri, each]) => ({ uri, ...fileOptionsOf(each) })),
    ]);
    const selectsOthers = this.#fileOptions !== '' && this.#fileOptions !== fileOptions;
    this.#fileOptions = fileOptions;
    if (selectsOthers) await this.#onFilesToRead();
  }
}

function fileOptionsOf({ crds, include, exclude }: Configuration): object {
  return { crds, include, exclude };
}
