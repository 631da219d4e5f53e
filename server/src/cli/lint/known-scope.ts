import type { ReportedFinding } from '../report/report.ts';
import type { Ties } from './ties.ts';

/** What the cache knows of a file of a scope. */
export interface KnownFile {
  readonly hash: string;
  readonly ties: Ties;
  /** The findings in the file. */
  readonly findings: readonly ReportedFinding[];
}

/** The files of a scope, by absolute path. */
export type KnownScope = ReadonlyMap<string, KnownFile>;
