import {
  type Configuration,
  type ConfigurationCheck,
  Configurations,
  type Finding,
  isConfigurationFile,
  type Provider,
  readConfiguration,
} from '../core/index.ts';
import { reload } from './handlers/synchronization.ts';
import type { Host } from './host.ts';
import type { Session } from './session.ts';

/** Keeps the session's configurations as the settings and the texts of configuration files have them. */
export class Configuring {
  readonly #session: Session;
  readonly #host: Host;
  readonly #providers: readonly Provider[];
  readonly #onConfigured: () => void;
  readonly #onFiles: () => Promise<void>;
  readonly #folders: () => readonly string[];
  readonly #onFailure: (uri: string, error: unknown) => void;
  #check: ConfigurationCheck | undefined;
  #before = '';

  constructor(options: {
    readonly session: Session;
    readonly host: Host;
    readonly providers: readonly Provider[];
    /** Those of the workspace, from which the names in its settings count. */
    readonly folders: () => readonly string[];
    /** Told when manifests are judged by other configurations. */
    readonly onConfigured: () => void;
    /** Told when other files are to be read than before. */
    readonly onFiles: () => Promise<void>;
    /** Called where a configuration cannot be processed, which is a bug. The others apply. */
    readonly onFailure: (uri: string, error: unknown) => void;
  }) {
    this.#session = options.session;
    this.#host = options.host;
    this.#providers = options.providers;
    this.#folders = options.folders;
    this.#onFailure = options.onFailure;
    this.#onConfigured = options.onConfigured;
    this.#onFiles = options.onFiles;
  }

  /** Reads the configuration files of folders, and of the folders around them; what they say counts with `refresh`. */
  async read(folders: readonly string[]): Promise<void> {
    const found = await Promise.all(folders.map((folder) => this.#host.configurationFiles(folder)));
    const uris = [...new Set(found.flat())].filter((uri) => !this.#session.isOpen(uri));
    await reload(uris, this.#session, this.#host);
  }

  /** Takes the settings and the texts as they are now. */
  async refresh(): Promise<void> {
    const { workspace, settings } = this.#session;
    const uris = [...workspace.files.keys()].filter(isConfigurationFile);
    if (uris.length > 0) this.#check ??= await this.#host.configurationCheck(this.#providers);
    const files = new Map<string, Configuration>();
    const findings = new Map<string, readonly Finding[]>();
    for (const uri of uris) {
      const file = workspace.files.get(uri);
      if (!file || !this.#check) continue;
      try {
        const read = readConfiguration(file, this.#check, this.#providers);
        files.set(uri, read.configuration);
        findings.set(uri, read.findings);
      } catch (error) {
        this.#onFailure(uri, error);
      }
    }
    const configurations = new Configurations({ base: settings.configuration, files, folders: this.#folders() });
    this.#session.configure(configurations, findings);
    this.#onConfigured();
    const filesToRead = JSON.stringify([configurations.base, ...files].map((each) => filesOf(each)));
    const isOther = this.#before !== '' && this.#before !== filesToRead;
    this.#before = filesToRead;
    if (isOther) await this.#onFiles();
  }
}

/** What a configuration says of which files are read. */
function filesOf(each: Configuration | readonly [string, Configuration]): unknown {
  const [uri, { crds, include, exclude }] = 'crds' in each ? ['', each] : each;
  return { uri, crds, include, exclude };
}
