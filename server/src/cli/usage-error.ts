/** What the command line answers to a shell. */
export const EXIT = {
  clean: 0,
  /** Findings as severe as `--fail-on` says. */
  findings: 1,
  /** The command could not be understood, or a file not read. */
  failed: 2,
} as const;

/** The command cannot be carried out as it is written; the message says what to write instead. */
export class UsageError extends Error {}
