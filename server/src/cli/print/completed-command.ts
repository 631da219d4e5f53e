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
  /** `none` without a value, `files`, or the possible values. */
  readonly value: 'none' | 'files' | 'any' | readonly string[];
}
