import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { STANDARD_INPUT } from '../input/read-manifests.ts';
import { UsageError } from '../usage-error.ts';
import { joined, type LintJob, type LintOutcome, LintRun } from './lint-run.ts';
import type { WorkerAnswer } from './lint-worker.ts';

/** Fewer files than these are done before a worker has started. */
const WORTH_WORKERS = 400;
const PORTION = 50;
/** Each worker costs memory, and beyond a few the disk is what they wait for. */
const MOST_WORKERS = 4;

/** Lints each file as a world of its own, on several cores where there is much to do. In the order of the files. */
export async function lintApart(files: readonly string[], job: LintJob): Promise<LintOutcome> {
  const portions: (readonly string[])[] = [];
  for (let start = 0; start < files.length; start += PORTION) portions.push(files.slice(start, start + PORTION));
  const workers = Math.min(availableParallelism(), MOST_WORKERS);
  // Only this thread has the standard input.
  if (files.length >= WORTH_WORKERS && workers > 1 && !files.includes(STANDARD_INPUT))
    return joined(await byWorkers(portions, workers, job));
  const run = new LintRun(job);
  const outcomes: LintOutcome[] = [];
  for (const portion of portions) outcomes.push(await run.apart(portion));
  return joined(outcomes);
}

async function byWorkers(portions: readonly (readonly string[])[], count: number, job: LintJob) {
  const outcomes: LintOutcome[] = [];
  let next = 0;
  const work = async () => {
    const worker = new Worker(fileURLToPath(new URL('lint-worker.cjs', import.meta.url)), { workerData: job });
    try {
      for (let index = next++; index < portions.length; index = next++) {
        worker.postMessage(portions[index]);
        const [answer] = (await once(worker, 'message')) as [WorkerAnswer];
        if ('refused' in answer) throw new UsageError(answer.refused);
        outcomes[index] = answer.outcome;
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: count }, work));
  return outcomes;
}
