import type { Severity } from '../../core/index.ts';
import type { LintFinding } from '../lint/lint.ts';

/** What was found, in numbers. */
export interface Totals {
  readonly files: number;
  readonly findings: Readonly<Record<Severity, number>>;
}

/**
 * Turns findings into what is printed on standard output. Each is printed alone and forgotten, so that a run over ten
 * thousand files holds their text and not their trees; `whole` puts the pieces together, with the last line end.
 */
export interface Reporter {
  readonly finding: (finding: LintFinding, options: ReporterOptions) => string;
  readonly whole: (findings: readonly string[], totals: Totals, options: ReporterOptions) => string;
}

export interface ReporterOptions {
  readonly colors: boolean;
}
