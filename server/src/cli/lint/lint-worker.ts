import { parentPort, workerData } from 'node:worker_threads';
import type { ReportedFinding } from '../report/report.ts';
import { UsageError } from '../usage-error.ts';
import { type LintJob, LintRun } from './lint-run.ts';
import { ScopePart } from './scope-part.ts';
import type { WorkerAnswer, WorkerRequest } from './task.ts';

const run = new LintRun(workerData as LintJob);
let part = new ScopePart(run, []);

parentPort?.on('message', async (request: WorkerRequest) => {
  parentPort?.postMessage(await answer(request));
});

async function answer(request: WorkerRequest): Promise<WorkerAnswer> {
  try {
    if ('scope' in request) {
      part = new ScopePart(run, request.scope);
      return { ties: new Map() };
    }
    if ('report' in request) return { findings: [part.findingsIn(part.files)] };
    if ('step' in request) {
      const { load, check } = request.step;
      await part.load(load);
      part.check(check);
      return { ties: part.tiesOf(part.checked) };
    }
    const findings: (readonly ReportedFinding[])[] = [];
    for (const task of request.tasks) findings.push(await run.check(task));
    return { findings };
  } catch (error) {
    if (error instanceof UsageError) return { refused: error.message };
    throw error;
  }
}
