/**
 * Runs work that creates many error objects, without capturing their stacks, which takes most of the time of creating one.
 * The YAML library creates one for each problem in a text.
 */
export function withoutStacks<Result>(work: () => Result): Result {
  const errors = Error as unknown as { stackTraceLimit?: number };
  const { stackTraceLimit } = errors;
  if (stackTraceLimit === undefined) return work();
  try {
    errors.stackTraceLimit = 0;
    return work();
  } finally {
    // The caller handles what the work throws.
    errors.stackTraceLimit = stackTraceLimit;
  }
}
