import { folderOf } from '../text/containers.ts';
import {
  CONFIGURATION_FILE,
  type Configuration,
  mergeConfiguration,
  NO_CONFIGURATION,
  withoutAuto,
} from './configuration.ts';
import { Roots } from './roots.ts';

/** The only names and patterns to read below a folder, whose URI ends with a slash. */
export interface Included {
  readonly from: string;
  readonly include: readonly string[];
}

/** The files to read. */
export interface Reading {
  /** Names and patterns relative to the listed folder. */
  readonly exclude: readonly string[];
  readonly include: readonly Included[];
}

/**
 * All configuration files. They take precedence over the editor's settings, and the command line over them. For a file,
 * the configuration in its folder applies, or else that of the nearest parent folder; others are ignored.
 */
export class Configurations {
  readonly base: Configuration;
  readonly #under: Configuration;
  readonly #over: Configuration;
  /** The configuration of each file, by its URI. */
  readonly files: ReadonlyMap<string, Configuration>;
  /** The isolated scopes. */
  readonly roots: Roots;
  readonly #byFolder = new Map<string, Configuration>();

  /** `files` by their URIs. They take precedence over `base`, and `over` takes precedence over both. */
  constructor(options: {
    readonly base?: Configuration;
    readonly over?: Configuration;
    readonly files: ReadonlyMap<string, Configuration>;
    /** The URIs of the folders that the names in `base` are relative to, without a trailing slash. */
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

  /** Returns true if the configurations are equal for all files. */
  equals(other: Configurations): boolean {
    const serialized = ({ base, files }: Configurations) => JSON.stringify([base, ...files]);
    return serialized(this) === serialized(other) && this.roots.equals(other.roots);
  }

  /** Returns the configuration of a file. Files of one folder share the object. */
  for(uri: string): Configuration {
    return this.#inFolder(folderOf(uri));
  }

  /** Returns the configuration file that applies to another file; undefined if there is none. */
  fileFor(uri: string): string | undefined {
    for (let folder = folderOf(uri); folder.includes('//') && folder.length > 1; folder = folderOf(folder.slice(0, -1)))
      if (this.files.has(folder + CONFIGURATION_FILE)) return folder + CONFIGURATION_FILE;
    return undefined;
  }

  /** Returns which files to read below a folder. The URI has no trailing slash. */
  readBelow(folder: string): Reading {
    return { exclude: this.excludedBelow(folder), include: this.includedBelow(folder) };
  }

  /** Returns the excluded patterns below a folder, relative to it. Those of a nested file apply only below that file. */
  excludedBelow(folder: string): readonly string[] {
    const nested = [...this.files].flatMap(([uri, { exclude }]) => {
      const from = uri.startsWith(`${folder}/`) ? uri.slice(folder.length + 1, -CONFIGURATION_FILE.length) : '';
      return from === '' ? exclude : exclude.flatMap((name) => [`${from}${name}`, `${from}**/${name}`]);
    });
    return [...this.base.exclude, ...nested];
  }

  /** Returns the only paths to read below a folder. Each list applies below its own folder, which is inside that folder or a parent. */
  includedBelow(folder: string): readonly Included[] {
    const from = `${folder}/`;
    const own = [...this.files].map(([uri, { include }]) => ({ from: folderOf(uri), include }));
    return [{ from, include: this.base.include }, ...own].filter(
      (each) => each.include.length > 0 && (each.from.startsWith(from) || from.startsWith(each.from)),
    );
  }

  #inFolder(folder: string): Configuration {
    const below: string[] = [];
    let configuration: Configuration | undefined;
    // Without recursion, because the number of folders in a URI has no limit.
    for (let at = folder; configuration === undefined; at = folderOf(at.slice(0, -1))) {
      below.push(at);
      const own = this.files.get(at + CONFIGURATION_FILE);
      const above = folderOf(at.slice(0, -1));
      configuration =
        this.#byFolder.get(at) ??
        (own && withoutAuto(mergeConfiguration(mergeConfiguration(this.#under, own), this.#over))) ??
        (above.length < at.length && above.includes('//') ? undefined : this.base);
    }
    for (const each of below) this.#byFolder.set(each, configuration);
    return configuration;
  }
}
