import type { Severity } from '../../core/index.ts';
import type { Report } from '../report/report.ts';

/** Renders a report as text, including the last line end. */
export interface Reporter {
  /** One line for help and documentation. */
  readonly summary: string;
  /** True if the output is one document that nothing may be appended to, such as JSON or XML. */
  readonly isDocument: boolean;
  readonly render: (report: Report, options: ReporterOptions) => string;
}

export interface ReporterOptions {
  readonly colors: boolean;
  /** The least severity that fails the run. */
  readonly failOn: Severity;
  /** Omits summaries and notes. */
  readonly quiet: boolean;
  /** The version of kamaji-metal3. */
  readonly version: string;
}
