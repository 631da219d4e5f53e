import { parentPort, workerData } from 'node:worker_threads';
import { UsageError } from '../usage-error.ts';
import { CheckRun } from './check-run.ts';
import type { LintJob } from './lint-job.ts';
import type { WorkerAnswer, WorkerRequest } from './task.ts';

const run = new CheckRun(workerData as LintJob);

parentPort?.on('message', async (request: WorkerRequest) => {
  parentPort?.postMessage(await answer(request));
});

async function answer(request: WorkerRequest): Promise<WorkerAnswer> {
  try {
    return await run.answer(request);
  } catch (error) {
    if (error instanceof UsageError) return { refused: error.message };
    throw error;
  }
}
