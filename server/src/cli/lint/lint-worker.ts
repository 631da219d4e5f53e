import { parentPort, workerData } from 'node:worker_threads';
import type { ReportedFinding } from '../report/report.ts';
import { UsageError } from '../usage-error.ts';
import { type LintJob, LintRun } from './lint-run.ts';

/** A worker's answer to a list of files; `refused` is the message of a UsageError. */
export type WorkerAnswer = { readonly findings: readonly ReportedFinding[] } | { readonly refused: string };

const run = new LintRun(workerData as LintJob);

parentPort?.on('message', async (files: readonly string[]) => {
  parentPort?.postMessage(await answer(files));
});

async function answer(files: readonly string[]): Promise<WorkerAnswer> {
  try {
    return { findings: await run.apart(files) };
  } catch (error) {
    if (error instanceof UsageError) return { refused: error.message };
    throw error;
  }
}
