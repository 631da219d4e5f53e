import { folderOf } from '../text/containers.ts';
import {
  CONFIGURATION_FILE,
  type Configuration,
  mergeConfiguration,
  NO_CONFIGURATION,
  withoutAuto,
} from './configuration.ts';
import { Roots } from './roots.ts';

/** Names and patterns relative to a folder, whose URI has a trailing slash. Nothing else below the folder is read. */
export interface Included {
  readonly from: string;
  readonly include: readonly string[];
}

/** Which files are read. */
export interface Reading {
  /** Names and patterns relative to the listed folder. */
  readonly exclude: readonly string[];
  readonly include: readonly Included[];
}

/**
 * All configuration files, the editor's settings as their defaults, and the command line as overrides. The nearest file
 * in the folder or a parent folder applies to a manifest; files above it are ignored.
 */
export class Configurations {
  readonly base: Configuration;
  readonly #under: Configuration;
  readonly #over: Configuration;
  /** The content of each file, by its URI. */
  readonly files: ReadonlyMap<string, Configuration>;
  /** The isolated scopes. */
  readonly roots: Roots;
  readonly #byFolder = new Map<string, Configuration>();

  /** `files` are by URI; they override `base`, and `over` overrides them. */
  constructor(options: {
    readonly base?: Configuration;
    readonly over?: Configuration;
    readonly files: ReadonlyMap<string, Configuration>;
    /** The URIs of the folders that paths in `base` are relative to, without trailing slashes. */
    readonly folders?: readonly string[];
  }) {
    const { base = NO_CONFIGURATION, over = NO_CONFIGURATION, files, folders = [] } = options;
    this.base = withoutAuto(mergeConfiguration(base, over));
    this.#under = base;
    this.#over = over;
    this.files = files;
    this.roots = new Roots([
      ...folders.map((folder) => ({ from: `${folder}/`, roots: this.base.roots })),
      ...[...files].map(([uri, { roots }]) => ({ from: folderOf(uri), roots })),
    ]);
  }

  /** Returns true if both configure all files equally. */
  equals(other: Configurations): boolean {
    const serialized = ({ base, files }: Configurations) => JSON.stringify([base, ...files]);
    return serialized(this) === serialized(other) && this.roots.equals(other.roots);
  }

  /** Returns the same object for all files of a folder. */
  for(uri: string): Configuration {
    return this.#inFolder(folderOf(uri));
  }

  /** Returns the configuration file that applies to a file; undefined if there is none. */
  fileFor(uri: string): string | undefined {
    for (let folder = folderOf(uri); folder.includes('//') && folder.length > 1; folder = folderOf(folder.slice(0, -1)))
      if (this.files.has(folder + CONFIGURATION_FILE)) return folder + CONFIGURATION_FILE;
    return undefined;
  }

  /** Returns which files below a folder are read. The URI of the folder has no trailing slash. */
  readBelow(folder: string): Reading {
    return { exclude: this.excludedBelow(folder), include: this.includedBelow(folder) };
  }

  /**
   * Returns the excluded patterns below a folder, relative to it. Those of a nested file apply only below that file's
   * folder.
   */
  excludedBelow(folder: string): readonly string[] {
    const nested = [...this.files].flatMap(([uri, { exclude }]) => {
      const from = uri.startsWith(`${folder}/`) ? uri.slice(folder.length + 1, -CONFIGURATION_FILE.length) : '';
      return from === '' ? exclude : exclude.flatMap((name) => [`${from}${name}`, `${from}**/${name}`]);
    });
    return [...this.base.exclude, ...nested];
  }

  /**
   * Returns the included patterns below a folder. Each list applies below its own folder, which is `folder`, a parent
   * or a child.
   */
  includedBelow(folder: string): readonly Included[] {
    const from = `${folder}/`;
    const nested = [...this.files].map(([uri, { include }]) => ({ from: folderOf(uri), include }));
    return [{ from, include: this.base.include }, ...nested].filter(
      (each) => each.include.length > 0 && (each.from.startsWith(from) || from.startsWith(each.from)),
    );
  }

  #inFolder(folder: string): Configuration {
    const below: string[] = [];
    let configuration: Configuration | undefined;
    // Without recursion, because the number of folders in a URI has no limit.
    for (let at = folder; configuration === undefined; at = folderOf(at.slice(0, -1))) {
      below.push(at);
      const nested = this.files.get(at + CONFIGURATION_FILE);
      const above = folderOf(at.slice(0, -1));
      configuration =
        this.#byFolder.get(at) ??
        (nested && withoutAuto(mergeConfiguration(mergeConfiguration(this.#under, nested), this.#over))) ??
        (above.length < at.length && above.includes('//') ? undefined : this.base);
    }
    for (const each of below) this.#byFolder.set(each, configuration);
    return configuration;
  }
}
