import { folderOf } from '../text/containers.ts';
import {
  CONFIGURATION_FILE,
  type Configuration,
  mergeConfiguration,
  NO_CONFIGURATION,
  withoutAuto,
} from './configuration.ts';
import { Roots } from './roots.ts';

/** Names and patterns from a folder, whose URI has a slash at its end: of what lies below it nothing else is read. */
export interface Included {
  readonly from: string;
  readonly include: readonly string[];
}

/** Which files are read. */
export interface Reading {
  /** Names and patterns from the folder that is listed. */
  readonly exclude: readonly string[];
  readonly include: readonly Included[];
}

/**
 * Every configuration file at hand, between the editor's settings below and the command line above it. For a file, that
 * in its own folder counts, or else the one in the nearest folder around it; files further up are not looked at.
 */
export class Configurations {
  readonly base: Configuration;
  readonly #under: Configuration;
  readonly #over: Configuration;
  /** What each file says by itself, by its URI. */
  readonly files: ReadonlyMap<string, Configuration>;
  /** Which manifests are a world of their own. */
  readonly roots: Roots;
  readonly #byFolder = new Map<string, Configuration>();

  /** `files` by their URIs; `base` gives way to them, and `over` to nothing. */
  constructor(options: {
    readonly base?: Configuration;
    readonly over?: Configuration;
    readonly files: ReadonlyMap<string, Configuration>;
    /** The URIs of the folders from which the names in `base` count, without a slash at their end. */
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

  /** Whether all files are judged by the same as with others. */
  equals(other: Configurations): boolean {
    const said = ({ base, files }: Configurations) => JSON.stringify([base, ...files]);
    return said(this) === said(other) && this.roots.equals(other.roots);
  }

  /** The same object for all files of a folder. */
  for(uri: string): Configuration {
    return this.#inFolder(folderOf(uri));
  }

  /** The file that holds for another; undefined where none does. */
  fileFor(uri: string): string | undefined {
    for (let folder = folderOf(uri); folder.includes('//') && folder.length > 1; folder = folderOf(folder.slice(0, -1)))
      if (this.files.has(folder + CONFIGURATION_FILE)) return folder + CONFIGURATION_FILE;
    return undefined;
  }

  /** Which files below a folder, whose URI has no slash at its end, are read. */
  readBelow(folder: string): Reading {
    return { exclude: this.excludedBelow(folder), include: this.includedBelow(folder) };
  }

  /** What is left out below a folder, as patterns from there; that of a nested file holds below it alone. */
  excludedBelow(folder: string): readonly string[] {
    const nested = [...this.files].flatMap(([uri, { exclude }]) => {
      const from = uri.startsWith(`${folder}/`) ? uri.slice(folder.length + 1, -CONFIGURATION_FILE.length) : '';
      return from === '' ? exclude : exclude.flatMap((name) => [`${from}${name}`, `${from}**/${name}`]);
    });
    return [...this.base.exclude, ...nested];
  }

  /** What alone is read below a folder: each list holds below its own folder, which lies in that one or around it. */
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
