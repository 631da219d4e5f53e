import { UsageError } from '../usage-error.ts';
import { CheckRun } from './check-run.ts';
import type { LintJob } from './lint-job.ts';
import type { WorkerAnswer, WorkerRequest } from './task.ts';

/** Answers the requests of `LintWorker` on a thread that it started. */
export async function answerRequests(): Promise<void> {
  // Most runs need no thread, and no module for it.
  const { parentPort, workerData } = await import('node:worker_threads');
  const run = new CheckRun(workerData as LintJob);
  parentPort?.on('message', async (request: WorkerRequest) => {
    parentPort?.postMessage(await answer(run, request));
  });
}

async function answer(run: CheckRun, request: WorkerRequest): Promise<WorkerAnswer> {
  try {
    return await run.answer(request);
  } catch (error) {
    if (error instanceof UsageError) return { refused: error.message };
    throw error;
  }
}
