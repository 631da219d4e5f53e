import { parentPort, workerData } from 'node:worker_threads';
import { UsageError } from '../usage-error.ts';
import { type LintJob, type LintOutcome, LintRun } from './lint-run.ts';

/** What a worker answers to a list of files; `refused` is what a UsageError said. */
export type WorkerAnswer = { readonly outcome: LintOutcome } | { readonly refused: string };

const run = new LintRun(workerData as LintJob);

parentPort?.on('message', async (files: readonly string[]) => {
  parentPort?.postMessage(await answer(files));
});

async function answer(files: readonly string[]): Promise<WorkerAnswer> {
  try {
    return { outcome: await run.apart(files) };
  } catch (error) {
    if (error instanceof UsageError) return { refused: error.message };
    throw error;
  }
}
