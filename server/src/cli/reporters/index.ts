import { jsonReporter } from './json.ts';
import type { Reporter } from './reporter.ts';
import { textReporter } from './text.ts';

/** By the name that `--format` gives. */
export const REPORTERS = { text: textReporter, json: jsonReporter } as const satisfies Record<string, Reporter>;

export type Format = keyof typeof REPORTERS;
