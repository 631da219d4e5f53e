import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Worker } from 'node:worker_threads';
import type { ReportedFinding } from '../report/report.ts';
import { UsageError } from '../usage-error.ts';
import type { LintJob } from './lint-job.ts';
import type { LintTask, PartStep, WorkerAnswer, WorkerRequest } from './task.ts';
import type { Ties } from './ties.ts';

/** A thread that checks tasks, or a part of a scope. Each call waits for the one before. Throws its UsageErrors. */
export class LintWorker {
  readonly #worker: Worker;

  private constructor(worker: Worker) {
    this.#worker = worker;
  }

  static async create(job: LintJob): Promise<LintWorker> {
    // Most runs need no thread, and no module for it.
    const { Worker } = await import('node:worker_threads');
    const script = fileURLToPath(new URL('lint-worker.cjs', import.meta.url));
    return new LintWorker(new Worker(script, { workerData: job }));
  }

  /** Returns the findings of each task. */
  async findingsOf(tasks: readonly LintTask[]): Promise<readonly (readonly ReportedFinding[])[]> {
    const answer = await this.#ask({ tasks });
    return 'findings' in answer ? answer.findings : [];
  }

  /** Starts a part of a scope. `files` are all files of the scope. */
  async start(files: readonly string[]): Promise<void> {
    await this.#ask({ scope: files });
  }

  /** Returns the ties of the checked files. */
  async step(step: PartStep): Promise<ReadonlyMap<string, Ties>> {
    const answer = await this.#ask({ step });
    return 'ties' in answer ? answer.ties : new Map();
  }

  /** Returns the findings of the part in all files that were read. */
  async report(): Promise<readonly ReportedFinding[]> {
    const answer = await this.#ask({ report: true });
    return 'findings' in answer ? answer.findings.flat() : [];
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  async #ask(request: WorkerRequest): Promise<WorkerAnswer> {
    this.#worker.postMessage(request);
    const [answer] = (await once(this.#worker, 'message')) as [WorkerAnswer];
    if ('refused' in answer) throw new UsageError(answer.refused);
    return answer;
  }
}
