import { STANDARD_INPUT } from '../input/read-manifests.ts';
import type { ReportedFinding, ReportedPosition } from '../report/report.ts';
import { FindingsCache } from './cache.ts';
import type { LintInputs } from './lint-inputs.ts';
import type { LintTask } from './task.ts';
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
  const findings = await findingsOfTasks(tasks, inputs, options);
  const selected = new Set(tasks.flatMap((task) => task.files));
  return { findings: inOrder(findings.flat(), inputs.names), files: files.filter((file) => selected.has(file)) };
}

async function findingsOfTasks(
  tasks: readonly LintTask[],
  { job, files }: LintInputs,
  { cache: folder, jobs }: CheckOptions,
): Promise<readonly (readonly ReportedFinding[])[]> {
  if (folder === undefined || files.includes(STANDARD_INPUT)) return runTasks(tasks, job, jobs);
  const cache = new FindingsCache(folder, job);
  const keys = tasks.map((task) => cache.keyOf(task));
  const known = keys.map((key) => cache.read(key));
  const due = tasks.filter((_, index) => known[index] === undefined);
  const fresh = new Map((await runTasks(due, job, jobs)).map((findings, index) => [due[index], findings]));
  return tasks.map((task, index) => {
    const cached = known[index];
    if (cached) return cached;
    const findings = fresh.get(task) ?? [];
    cache.write(keys[index] ?? '', findings);
    return findings;
  });
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
