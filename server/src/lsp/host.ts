/** What the language server needs of the machine it runs on. URIs are `file:` URIs as vscode-uri writes them. */
export interface Host {
  /** Every YAML file below a folder, in portions, so that nothing waits for the last; excluded names left out. */
  list(folder: string, exclude: readonly string[]): AsyncIterable<readonly string[]>;
  /** Undefined where the file cannot be read, as when it is gone. */
  read(uri: string): Promise<string | undefined>;
}
