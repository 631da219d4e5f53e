/** Returns the steps of a JSON pointer (RFC 6901) without escapes. Undefined if the text does not start with a slash. */
export function pointerSteps(pointer: string): readonly string[] | undefined {
  return pointer.startsWith('/') ? pointer.slice(1).split('/').map(unescapedStep) : undefined;
}

/** Returns the JSON pointer with some steps. */
export function pointerText(steps: readonly string[]): string {
  return steps.map((step) => `/${escapedStep(step)}`).join('');
}

/** Returns a step of a JSON pointer as it is written. */
export function escapedStep(step: string): string {
  return step.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** Returns the key or index of a step of a JSON pointer. */
export function unescapedStep(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}
