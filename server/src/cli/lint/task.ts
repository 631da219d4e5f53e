import type { ReportedFinding } from '../report/report.ts';

/** A part of a run that does not depend on the other parts. */
export interface LintTask {
  readonly files: readonly string[];
  /** Files that belong to the scope, but whose findings are not reported. */
  readonly neighbors: readonly string[];
  /** True if each file is its own scope; otherwise, all files are one scope. */
  readonly isolated: boolean;
  /** Check only the objects of these files. Their findings can be in all files of the scope. */
  readonly part?: Part;
}

/** A range of the files of a task; `to` is exclusive. The last part includes the neighbors. */
export interface Part {
  readonly from: number;
  readonly to: number;
  readonly isLast: boolean;
}

/** A worker's reply to a list of tasks: the findings of each, or the message of a UsageError. */
export type WorkerAnswer =
  | { readonly findings: readonly (readonly ReportedFinding[])[] }
  | { readonly refused: string };
