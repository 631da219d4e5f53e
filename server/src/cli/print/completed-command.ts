/** What a shell can complete after the words of a command. */
export interface CompletedCommand {
  /** Such as `schema export`; empty for the program itself. */
  readonly path: string;
  readonly summary: string;
  readonly subcommands: readonly string[];
  readonly options: readonly CompletedOption[];
  /** The values of the first argument; undefined for files and folders. */
  readonly values: readonly string[] | undefined;
}

export interface CompletedOption {
  readonly flag: string;
  readonly summary: string;
  /**
   * `none` without a value, `any` for a value that is not known, or the possible values. `after` are values that can be
   * followed by `=` and a file. A value `NAME=VALUE` is completed in two steps.
   */
  readonly value: 'none' | 'any' | 'files' | readonly string[] | { readonly after: readonly string[] };
}
