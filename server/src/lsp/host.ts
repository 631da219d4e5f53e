import type { ConfigurationCheck, Provider, Reading } from '../core/index.ts';

/** What the language server needs of the machine it runs on. URIs are `file:` URIs as vscode-uri writes them. */
export interface Host {
  /** Every file of YAML or JSON below a folder that is to be read, in portions, so that nothing waits for the last. */
  list(folder: string, reading: Reading): AsyncIterable<readonly string[]>;
  /** Whether `list` names a file. */
  isListed(folder: string, uri: string, reading: Reading): boolean;
  /**
   * Undefined where the file cannot be read, as when it is gone. `onSkipped` is called with a sentence where it exists and
   * is skipped: too large, not a regular file, not readable.
   */
  read(uri: string, onSkipped?: (note: string) => void): Promise<string | undefined>;
  /** The configuration files of a folder, of those below it, and of those around it. */
  configurationFiles(folder: string): Promise<readonly string[]>;
  /** The files that paths or patterns name, counted from a folder; with `within`, only those in that folder. */
  match(folder: string, patterns: readonly string[], within?: string): Promise<readonly string[]>;
  /** What checks configuration files; loaded when it is first asked for, since few workspaces have one. */
  configurationCheck(providers: readonly Provider[]): Promise<ConfigurationCheck>;
}
