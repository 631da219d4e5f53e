import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ReportedFinding } from '../report/report.ts';
import { UsageError } from '../usage-error.ts';
import type { CheckRun } from './check-run.ts';
import type { LintJob } from './lint-job.ts';
import type { Connections, LintTask, PartStep, WorkerAnswer, WorkerRequest } from './task.ts';
import type { Ties } from './ties.ts';

interface Thread {
  readonly answer: (request: WorkerRequest) => Promise<WorkerAnswer>;
  readonly end: () => Promise<unknown>;
}

/** A thread that checks tasks, or a part of a scope. Each call waits for the one before. Throws its UsageErrors. */
export class LintWorker {
  readonly #thread: Thread;

  private constructor(thread: Thread) {
    this.#thread = thread;
  }

  /** Starts a thread. */
  static async create(job: LintJob): Promise<LintWorker> {
    // Most runs need no thread, and no module for it.
    const { Worker } = await import('node:worker_threads');
    const script = fileURLToPath(new URL('lint-worker.cjs', import.meta.url));
    const worker = new Worker(script, { workerData: job });
    return new LintWorker({
      answer: async (request) => {
        worker.postMessage(request);
        const [answer] = (await once(worker, 'message')) as [WorkerAnswer];
        return answer;
      },
      end: () => worker.terminate(),
    });
  }

  /** Uses this thread, which has nothing else to do while the others work. Each call lets the others begin first. */
  static here(run: Pick<CheckRun, 'answer'>): LintWorker {
    return new LintWorker({
      answer: async (request) => {
        // A check is synchronous: until it ends, no message is sent or received.
        await new Promise((resolve) => setImmediate(resolve));
        return run.answer(request);
      },
      end: async () => {},
    });
  }

  async findingsOf(tasks: readonly LintTask[]): Promise<readonly (readonly ReportedFinding[])[]> {
    const answer = await this.#ask({ tasks });
    return 'findings' in answer ? answer.findings : [];
  }

  /**
   * Starts a part of a scope and reads files of it. `scope` are all files of the scope. Returns true if one of the files can
   * change the objects of any other file.
   */
  async read(files: readonly string[], scope: readonly string[]): Promise<boolean> {
    const answer = await this.#ask({ read: files, scope });
    return 'reachesAll' in answer && answer.reachesAll;
  }

  /** Reads and checks files of the part, and returns the ties of the checked files. */
  async step(step: PartStep): Promise<ReadonlyMap<string, Ties>> {
    const answer = await this.#ask({ step });
    return 'ties' in answer ? answer.ties : new Map();
  }

  /** Returns how the checked files depend on other files. */
  async connect(others: ReadonlyMap<string, Ties>): Promise<Connections> {
    const answer = await this.#ask({ connect: others });
    return 'connections' in answer ? answer.connections : { needed: [], affected: [] };
  }

  /** Returns the findings of the part in all files that were read. */
  async report(): Promise<readonly ReportedFinding[]> {
    const answer = await this.#ask({ report: true });
    return 'findings' in answer ? answer.findings.flat() : [];
  }

  async end(): Promise<void> {
    await this.#thread.end();
  }

  async #ask(request: WorkerRequest): Promise<WorkerAnswer> {
    const answer = await this.#thread.answer(request);
    if ('refused' in answer) throw new UsageError(answer.refused);
    return answer;
  }
}
