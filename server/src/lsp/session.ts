import { URI } from 'vscode-uri';
import {
  applySettings,
  Configurations,
  type FileChange,
  type FilePosition,
  type Finding,
  isConfigurationFile,
  isJsonFile,
  type ManifestFile,
  offsetAt,
  type Portion,
  placeAt,
  type Resource,
  type Workspace,
} from '../core/index.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';
import type { Places } from './to-lsp.ts';

/** A text that the client has open, under the URI as the client spells it. */
interface OpenText {
  readonly clientUri: string;
  readonly version: number;
}

/** As many objects as are judged at once where no more are due: some 20 ms. */
const AT_ONCE = 40;
/** As many of others as are judged in a turn, some 5 ms: who types in the meantime waits for no more. */
const PORTION = 10;

/**
 * Everything a connection knows: the workspace, which texts are open, the settings. Open text stands over disk text.
 * Changes are judged together once the messages at hand are read, so a burst of them costs one judgement, and a lone
 * one waits for nothing.
 */
export class Session implements Places {
  readonly workspace: Workspace;
  readonly #open = new Map<string, OpenText>();
  readonly #revisions = new Map<string, number>();
  readonly #onFindings: (changed: ReadonlySet<string>, edited: ReadonlySet<string>) => void;
  readonly #defer: (work: () => void) => void;
  #edited = new Set<string>();
  #pending = false;
  #isContinuing = false;
  #reading = 0;
  readonly #onConfigurationText: () => void;
  #settings: Settings = DEFAULT_SETTINGS;
  #isConfigured = false;
  #begin: () => void = () => {};
  /** Settled once it is known what to judge by: before, nothing is judged, and there are no findings. */
  readonly configured: Promise<void> = new Promise((resolve) => {
    this.#begin = resolve;
  });
  #configurations = new Configurations({ files: new Map() });
  #configurationFindings: ReadonlyMap<string, readonly Finding[]> = new Map();
  redHatYamlActive = false;
  /** Called with a sentence about a file that exists and is not read. */
  onSkipped: ((note: string) => void) | undefined = undefined;
  /** As the client announces it. */
  editsVersions = false;

  constructor(options: {
    readonly workspace: Workspace;
    /**
     * Told which files have other findings, or the same in other places, after changes; and which of all files the
     * client has edited since it was told last, for which it asks of its own accord.
     */
    readonly onFindings: (changed: ReadonlySet<string>, edited: ReadonlySet<string>) => void;
    /** Told when the text of a configuration file has changed. */
    readonly onConfigurationText: () => void;
    /** Does the work after the messages that wait to be read. */
    readonly defer: (work: () => void) => void;
  }) {
    this.workspace = options.workspace;
    this.#onFindings = options.onFindings;
    this.#onConfigurationText = options.onConfigurationText;
    this.#defer = options.defer;
  }

  get settings(): Settings {
    return this.#settings;
  }

  /** Those of its configuration count from the next `configure` on. */
  set settings(settings: Settings) {
    const isOther = settings.yamlSyntaxErrors !== this.#settings.yamlSyntaxErrors;
    this.#settings = settings;
    if (isOther) this.touchAll();
  }

  /** What holds for which file. */
  get configurations(): Configurations {
    return this.#configurations;
  }

  /** Judges by these configurations from now on; `findings` is what is wrong in their files, by URI. */
  configure(configurations: Configurations, findings: ReadonlyMap<string, readonly Finding[]>): void {
    const isSame =
      this.#isConfigured &&
      this.#configurations.equals(configurations) &&
      findings.size === 0 &&
      this.#configurationFindings.size === 0;
    if (isSame) return;
    this.#isConfigured = true;
    this.#begin();
    this.#configurations = configurations;
    this.#configurationFindings = findings;
    this.workspace.roots = configurations.roots;
    // The same schemas, by other targets.
    this.workspace.schemas = this.workspace.givenSchemas;
    this.#pending = true;
    this.touchAll();
  }

  open(clientUri: string, version: number, text: string): void {
    const uri = normalUri(clientUri);
    this.#open.set(uri, { clientUri, version });
    this.apply([{ uri, text }]);
  }

  change(clientUri: string, version: number, changes: readonly FileChange[]): void {
    const uri = normalUri(clientUri);
    this.#open.set(uri, { clientUri, version });
    this.#edited.add(uri);
    this.apply(changes);
  }

  close(clientUri: string): void {
    this.#open.delete(normalUri(clientUri));
  }

  isOpen(uri: string): boolean {
    return this.#open.has(uri);
  }

  get openUris(): readonly string[] {
    return [...this.#open.keys()];
  }

  apply(changes: readonly FileChange[]): void {
    this.workspace.apply(changes);
    if (changes.some(({ uri }) => isConfigurationFile(uri))) this.#onConfigurationText();
    if (this.#pending) return;
    this.#pending = true;
    this.#defer(() => this.settle());
  }

  /**
   * Judges what is not judged yet: all of the open files, and of `uri`; of very much else nothing yet, but in later
   * turns, between which messages are answered. After it, findings answer for the text of those files as it is.
   */
  settle(uri?: string): void {
    if (!this.#pending || !this.#isConfigured) return;
    this.#judge({ atOnce: this.#reading > 0 ? 0 : AT_ONCE, most: 0 }, uri);
  }

  #judge(portion: Portion, uri?: string): void {
    const changed = this.workspace.update({ ...portion, first: (each) => this.#open.has(each) || each === uri });
    this.#pending = this.workspace.isDue;
    if (this.#pending && this.#reading === 0 && !this.#isContinuing) {
      this.#isContinuing = true;
      this.#defer(() => {
        this.#isContinuing = false;
        if (this.#pending) this.#judge({ most: this.#reading > 0 ? 0 : PORTION });
      });
    }
    this.#announce(changed);
  }

  /** While many files are read only the open ones are judged: what the others mean is seen when all are there. */
  async whileReading(read: () => Promise<void>): Promise<void> {
    this.#reading++;
    try {
      await read();
    } finally {
      this.#reading--;
      this.settle();
    }
  }

  /** Settles once everything is judged that has been read. */
  async settleAll(): Promise<void> {
    this.settle();
    while (this.#pending && this.#isConfigured && this.#reading === 0)
      await new Promise<void>((resolve) => this.#defer(resolve));
  }

  /** Has every file told anew, as after a change of settings. */
  touchAll(): void {
    if (!this.#isConfigured) return;
    this.settle();
    this.#announce(new Set(this.workspace.files.keys()));
  }

  #announce(changed: ReadonlySet<string>): void {
    for (const uri of changed) this.#revisions.set(uri, this.revision(uri) + 1);
    const edited = this.#edited;
    this.#edited = new Set();
    this.#onFindings(changed, edited);
  }

  /** Changes whenever the findings of the file, or their places, may have. */
  revision(uri: string): number {
    return this.#revisions.get(uri) ?? 0;
  }

  findingsIn(uri: string): readonly Finding[] {
    const { yamlSyntaxErrors } = this.#settings;
    const { rules } = this.#configurations.for(uri);
    const hidden = yamlSyntaxErrors === 'off' || (yamlSyntaxErrors === 'auto' && this.redHatYamlActive);
    const found = applySettings(
      this.workspace.findingsIn(uri),
      hidden ? { ...rules, 'unreadable-yaml': 'off' } : rules,
    );
    const own = this.#configurationFindings.get(uri) ?? [];
    return own.length > 0 ? [...found, ...own] : found;
  }

  /** The object at a position of a file, by its URI in any spelling. */
  resourceAt(uri: string, position: FilePosition): Resource | undefined {
    const file = this.file(normalUri(uri));
    if (!file) return undefined;
    const { index, offset } = placeAt(file, offsetAt(file, position));
    const document = file.documents[index];
    return document && this.workspace.resourceAt(document, offset);
  }

  file(uri: string): ManifestFile | undefined {
    return this.workspace.files.get(uri);
  }

  /** A file by its URI in any spelling; none that is JSON and no manifest, of which nothing is ever said. */
  manifest(uri: string): ManifestFile | undefined {
    const file = this.file(normalUri(uri));
    if (!file || !isJsonFile(file.uri)) return file;
    return file.documents.some((each) => this.workspace.resourcesIn(each).length > 0) ? file : undefined;
  }

  version(uri: string): number | null {
    return this.#open.get(uri)?.version ?? null;
  }

  clientUri(uri: string): string {
    return this.#open.get(uri)?.clientUri ?? uri;
  }
}

/** One spelling for a URI, whichever way a client encodes it. */
export function normalUri(uri: string): string {
  try {
    return URI.parse(uri).toString();
  } catch {
    // Not a URI; there is only one spelling.
    return uri;
  }
}
