import type { ConfigurationCheck, PathState, Provider, Reading } from '../core/index.ts';

/** The access to the machine that the language server needs. URIs are `file:` URIs in the form of vscode-uri. */
export interface Host {
  /** Lists the YAML and JSON files below a folder that should be read, in portions. */
  list(folder: string, reading: Reading): AsyncIterable<readonly string[]>;
  /** Returns true if `list` includes a file. */
  isListed(folder: string, uri: string, reading: Reading): boolean;
  /**
   * Returns undefined if the file cannot be read, for example because it was deleted. `onSkipped` is called with a
   * sentence if the file exists but is too large, not a regular file or not readable.
   */
  read(uri: string, onSkipped?: (note: string) => void): Promise<string | undefined>;
  /** Returns what is on the disk at some URIs. Outside of `folders`, nothing is known. */
  pathStates(uris: readonly string[], folders: readonly string[]): Promise<ReadonlyMap<string, PathState>>;
  /** Returns the configuration files in a folder, below it, and in its parent folders. */
  configurationFiles(folder: string): Promise<readonly string[]>;
  /**
   * Returns the files that match paths or patterns, which are relative to `folder`. With `within`, only files in that
   * folder match.
   */
  match(folder: string, patterns: readonly string[], within?: string): Promise<readonly string[]>;
  /** Loads the validator of configuration files. Few workspaces have such files, so it is loaded on first use. */
  configurationCheck(providers: readonly Provider[]): Promise<ConfigurationCheck>;
}
