import type { ReportedFinding } from '../report/report.ts';
import type { RecordedTies, Ties } from './ties.ts';

export interface RecordedFile extends KnownFile {
  readonly hash: string;
  readonly ties: RecordedTies;
}

export interface KnownFile {
  readonly ties: Ties;
  readonly findings: readonly ReportedFinding[];
}

/** The files of a scope, by absolute path. */
export type KnownScope = ReadonlyMap<string, KnownFile>;

/** What the cache knows of a scope. */
export type RecordedScope = ReadonlyMap<string, RecordedFile>;
