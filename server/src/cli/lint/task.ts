import type { ReportedFinding } from '../report/report.ts';
import type { Ties } from './ties.ts';

/** A part of a run that does not depend on the other parts. */
export interface LintTask {
  readonly files: readonly string[];
  /** Files that belong to the scope, but whose findings are not reported. */
  readonly neighbors: readonly string[];
  /** True if each file is its own scope; otherwise, all files are one scope. */
  readonly isolated: boolean;
}

/** A request to a worker. A worker that checks a part of a scope gets `read`, then steps, then `report`. */
export type WorkerRequest =
  | { readonly tasks: readonly LintTask[] }
  /** Starts another part. `scope` are all files of its scope, in their order. */
  | { readonly read: readonly string[]; readonly scope: readonly string[] }
  | { readonly step: PartStep }
  /** Other files of the scope. */
  | { readonly connect: ReadonlyMap<string, Ties> }
  | { readonly report: true };

export interface PartStep {
  /** Files to read. */
  readonly load: readonly string[];
  /** Files whose objects are to be checked, in this step and in all later ones. */
  readonly check: readonly string[];
}

/** How a part of a scope depends on other files. */
export interface Connections {
  /** The other files that its findings depend on. */
  readonly needed: readonly string[];
  /** The files of the part whose findings depend on them. */
  readonly affected: readonly string[];
}

/** A worker's reply. */
export type WorkerAnswer =
  /** The findings of each task. */
  | { readonly findings: readonly (readonly ReportedFinding[])[] }
  /** Whether a file that was read can change the objects of any other file. */
  | { readonly reachesAll: boolean }
  /** The ties of the checked files, by absolute path. */
  | { readonly ties: ReadonlyMap<string, Ties> }
  | { readonly connections: Connections }
  /** The message of a UsageError. */
  | { readonly refused: string };
