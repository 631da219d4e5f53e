/** The exit codes. Scripts depend on them; docs/command-line.md describes them. */
export const EXIT = {
  clean: 0,
  /** Findings that reach `--fail-on`. */
  findings: 1,
  /** Wrong usage, nothing to check, or a file that cannot be read or written. */
  failed: 2,
} as const;

/** The command is invalid. The message explains why and what to write instead. */
export class UsageError extends Error {}
