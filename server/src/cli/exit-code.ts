import { CommanderError } from 'commander';
import { EXIT, UsageError } from './usage-error.ts';

/** Reports why a command failed, and returns its exit code. Commander has printed its own messages. */
export function exitCodeFor(error: unknown): number {
  // Help and version are not failures.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.clean : EXIT.failed;
  const message = error instanceof UsageError ? error.message : String(error instanceof Error ? error.stack : error);
  process.stderr.write(`error: ${message}\n`);
  return EXIT.failed;
}

/** Ends the program without an error when the reader closes the output early, as `head` does. */
export function exitAtClosedOutput(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
}
