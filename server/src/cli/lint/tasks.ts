import { availableParallelism } from 'node:os';
import { pathToFileURL } from 'node:url';
import { readTextSync } from '../../node/read-text.ts';
import { configurationsOf } from '../input/configurations.ts';
import { STANDARD_INPUT } from '../input/read-manifests.ts';
import type { ReportedFinding } from '../report/report.ts';
import { CheckRun } from './check-run.ts';
import type { LintJob } from './lint-job.ts';
import { LintWorker } from './lint-worker-client.ts';
import { filesOfScope } from './scope-part.ts';
import { runInParts } from './scope-parts.ts';
import type { LintTask } from './task.ts';
import { fileSizes, usefulThreads } from './thread-count.ts';

export interface TaskInput {
  readonly files: readonly string[];
  readonly neighbors: readonly string[];
  readonly isolated: boolean;
  readonly job: LintJob;
}

/** Returns the independent scopes of a run: each file, or each configured root and all files outside of roots. */
export function tasksOf({ files, neighbors, isolated, job }: TaskInput): readonly LintTask[] {
  if (isolated) return files.map((file) => ({ files: [file], neighbors: [], isolated }));
  const { roots } = configurationsOf(job.configuration);
  const rootOf = (file: string) => (file === STANDARD_INPUT ? '' : roots.of(pathToFileURL(file).href));
  const byRoot = new Map<string, string[]>();
  for (const file of files) {
    const own = byRoot.get(rootOf(file));
    if (own) own.push(file);
    else byRoot.set(rootOf(file), [file]);
  }
  if (byRoot.size <= 1) return [{ files, neighbors, isolated }];
  // CustomResourceDefinitions apply in all scopes.
  const definitions = [...files, ...neighbors].filter(hasDefinitions);
  return [...byRoot].map(([root, own]) => {
    const around = new Set([...neighbors.filter((file) => rootOf(file) === root), ...definitions]);
    for (const file of own) around.delete(file);
    return { files: own, neighbors: [...around], isolated };
  });
}

function hasDefinitions(file: string): boolean {
  // A file that cannot be read is reported when it is read to be checked.
  return file !== STANDARD_INPUT && readTextSync(file).text?.includes('CustomResourceDefinition') === true;
}

/** Each worker costs memory, and with more of them the disk is the limit. */
const MAX_WORKERS = 4;
/** Isolated files are sent to workers in portions. */
const PORTION = 50;

/**
 * Runs tasks on at most `jobs` threads; the number depends on the size of the run. Returns the findings of each task, in
 * the order of the tasks.
 */
export async function runTasks(
  tasks: readonly LintTask[],
  job: LintJob,
  jobs?: number,
): Promise<readonly (readonly ReportedFinding[])[]> {
  const sizeOf = fileSizes();
  const [scope] = tasks;
  const isOne = tasks.length === 1 && !scope?.isolated && !scope?.files.includes(STANDARD_INPUT);
  if (scope && isOne && (jobs ?? 1) > 1 && job.cache === undefined) {
    const count = usefulThreads(filesOfScope(scope), jobs ?? 1, sizeOf);
    if (count > 1) return [await runInParts(scope, count, job, sizeOf)];
  }
  const portions = portionsOf(tasks);
  const most = Math.min(jobs ?? Math.min(availableParallelism(), MAX_WORKERS), portions.length);
  const all = tasks.flatMap(({ files }) => files);
  const workers = usefulThreads(all, most, sizeOf);
  // Workers cost their start, and only this thread can read standard input.
  if (workers <= 1) return runHere(portions, new CheckRun(job));
  return (await runInWorkers(portions, workers, job)).flat();
}

async function runHere(portions: readonly (readonly LintTask[])[], run: CheckRun) {
  const findings: (readonly ReportedFinding[])[] = [];
  for (const portion of portions) for (const task of portion) findings.push(await run.check(task));
  return findings;
}

function portionsOf(tasks: readonly LintTask[]): readonly (readonly LintTask[])[] {
  const portions: LintTask[][] = [];
  for (const task of tasks) {
    const last = portions.at(-1);
    if (task.isolated && last && last.length < PORTION) last.push(task);
    else portions.push([task]);
  }
  return portions;
}

async function runInWorkers(portions: readonly (readonly LintTask[])[], count: number, job: LintJob) {
  const findings: (readonly (readonly ReportedFinding[])[])[] = [];
  // The largest scopes first, so that the threads end at about the same time.
  const size = (portion: readonly LintTask[]) => portion.reduce((sum, { files }) => sum + files.length, 0);
  const queue = portions
    .map((portion, index) => ({ portion, index }))
    .sort((a, b) => size(b.portion) - size(a.portion));
  const work = async () => {
    const worker = await LintWorker.create(job);
    try {
      for (let next = queue.shift(); next; next = queue.shift())
        findings[next.index] = await worker.findingsOf(next.portion);
    } finally {
      await worker.end();
    }
  };
  await Promise.all(Array.from({ length: count }, work));
  return findings;
}

/**
 * Returns the tasks of shard `index` (from 1) of `count`. Every task is in exactly one shard, and shards have similar
 * sizes.
 */
export function shardOf(tasks: readonly LintTask[], { index, count }: Shard): readonly LintTask[] {
  const sizes = Array.from({ length: count }, () => 0);
  const shards = new Map<LintTask, number>();
  const bySize = [...tasks].sort((a, b) => b.files.length - a.files.length);
  for (const task of bySize) {
    const smallest = sizes.indexOf(Math.min(...sizes));
    sizes[smallest] = (sizes[smallest] ?? 0) + task.files.length;
    shards.set(task, smallest + 1);
  }
  return tasks.filter((task) => shards.get(task) === index);
}

export interface Shard {
  readonly index: number;
  readonly count: number;
}
