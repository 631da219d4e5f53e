import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { STANDARD_INPUT } from '../input/read-manifests.ts';
import type { ReportedFinding } from '../report/report.ts';
import { UsageError } from '../usage-error.ts';
import { type LintJob, LintRun } from './lint-run.ts';
import type { WorkerAnswer } from './lint-worker.ts';

/** Fewer files are checked before a worker has started. */
const WORTH_WORKERS = 400;
const PORTION = 50;
/** Each worker costs memory, and with more of them the disk is the limit. */
const MOST_WORKERS = 4;

/**
 * Checks each file in its own scope. Large runs use several threads: `jobs` of them, or as many as the machine suggests.
 * The findings have the order of the files in any case.
 */
export async function lintApart(
  files: readonly string[],
  job: LintJob,
  jobs?: number,
): Promise<readonly ReportedFinding[]> {
  const portions: (readonly string[])[] = [];
  for (let start = 0; start < files.length; start += PORTION) portions.push(files.slice(start, start + PORTION));
  const workers = Math.min(jobs ?? Math.min(availableParallelism(), MOST_WORKERS), portions.length);
  const isWorthIt = jobs === undefined ? files.length >= WORTH_WORKERS : true;
  // Only this thread can read standard input.
  if (isWorthIt && workers > 1 && !files.includes(STANDARD_INPUT))
    return (await byWorkers(portions, workers, job)).flat();
  return new LintRun(job).apart(files);
}

async function byWorkers(portions: readonly (readonly string[])[], count: number, job: LintJob) {
  const findings: (readonly ReportedFinding[])[] = [];
  let next = 0;
  const work = async () => {
    const worker = new Worker(fileURLToPath(new URL('lint-worker.cjs', import.meta.url)), { workerData: job });
    try {
      for (let index = next++; index < portions.length; index = next++) {
        worker.postMessage(portions[index]);
        const [answer] = (await once(worker, 'message')) as [WorkerAnswer];
        if ('refused' in answer) throw new UsageError(answer.refused);
        findings[index] = answer.findings;
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: count }, work));
  return findings;
}
