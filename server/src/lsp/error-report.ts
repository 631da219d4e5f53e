/**
 * Describes an error for the log by its type and stack frames. The message of an error is left out because it can
 * contain text of the document.
 */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...frames].join('\n');
}
