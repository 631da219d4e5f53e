import { STANDARD_INPUT } from '../input/read-manifests.ts';
import type { ReportedFinding, ReportedPosition } from '../report/report.ts';
import type { LintInputs } from './lint-inputs.ts';
import { runTasks, type Shard, shardOf, tasksOf } from './tasks.ts';

export interface CheckOptions {
  readonly isolated: boolean;
  readonly jobs?: number;
  readonly shard?: Shard;
  /** A folder. */
  readonly cache?: string;
}

export interface Checked {
  readonly findings: readonly ReportedFinding[];
  /** The files of the shard, or all files. */
  readonly files: readonly string[];
}

/** Checks the files of a run. The findings have the order of the files, whatever the number of threads. */
export async function checkFiles(inputs: LintInputs, options: CheckOptions): Promise<Checked> {
  const { files, neighbors, job } = inputs;
  const { isolated, shard } = options;
  const all = tasksOf({ files, neighbors, isolated, job });
  const tasks = shard ? shardOf(all, shard) : all;
  const { cache, jobs } = options;
  // The findings of standard input are not stored.
  const isCached = cache !== undefined && !files.includes(STANDARD_INPUT);
  const findings = await runTasks(tasks, isCached ? { ...job, cache } : job, jobs);
  const selected = new Set(tasks.flatMap((task) => task.files));
  return { findings: inOrder(findings.flat(), inputs.names), files: files.filter((file) => selected.has(file)) };
}

/** Sorts findings by file, then by position. The order does not depend on how the run was distributed. */
function inOrder(findings: readonly ReportedFinding[], names: readonly string[]): readonly ReportedFinding[] {
  const order = new Map(names.map((name, index) => [name, index]));
  const rank = ({ at }: ReportedFinding) => order.get(at.file) ?? names.length;
  return [...findings].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      comparePositions(a.at.start, b.at.start) ||
      compareTexts(a.rule, b.rule) ||
      compareTexts(a.path, b.path) ||
      compareTexts(a.message, b.message) ||
      comparePositions(a.at.end, b.at.end),
  );
}

function comparePositions(a: ReportedPosition, b: ReportedPosition): number {
  return a.line - b.line || a.character - b.character;
}

function compareTexts(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
