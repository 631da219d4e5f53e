export interface ProblemCounts {
  readonly errors: number;
  readonly warnings: number;
}

/** Returns the text of the status bar item, with codicons. */
export function statusText({ errors, warnings }: ProblemCounts): string {
  const counts = [...(errors > 0 ? [`$(error) ${errors}`] : []), ...(warnings > 0 ? [`$(warning) ${warnings}`] : [])];
  return ['$(server-environment) Metal3', ...counts].join(' ');
}

/** Returns a text such as `2 errors, 1 warning`. */
export function problemText({ errors, warnings }: ProblemCounts): string {
  const parts = [
    ...(errors > 0 ? [count(errors, 'error')] : []),
    ...(warnings > 0 ? [count(warnings, 'warning')] : []),
  ];
  return parts.length > 0 ? parts.join(', ') : 'no problems';
}

/** Returns a number with its noun: `1 file`, `2 files`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
