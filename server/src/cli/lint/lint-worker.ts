import { parentPort, workerData } from 'node:worker_threads';
import type { ReportedFinding } from '../report/report.ts';
import { UsageError } from '../usage-error.ts';
import { type LintJob, LintRun } from './lint-run.ts';
import type { LintTask, WorkerAnswer } from './task.ts';

const run = new LintRun(workerData as LintJob);

parentPort?.on('message', async (tasks: readonly LintTask[]) => {
  parentPort?.postMessage(await answer(tasks));
});

async function answer(tasks: readonly LintTask[]): Promise<WorkerAnswer> {
  try {
    const findings: (readonly ReportedFinding[])[] = [];
    for (const task of tasks) findings.push(await run.check(task));
    return { findings };
  } catch (error) {
    if (error instanceof UsageError) return { refused: error.message };
    throw error;
  }
}
