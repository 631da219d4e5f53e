import type { ReportedFinding } from '../report/report.ts';
import { FindingsCache } from './cache.ts';
import type { LintJob } from './lint-job.ts';
import { LintRun } from './lint-run.ts';
import { checkScope } from './scope-cache.ts';
import { ScopePart } from './scope-part.ts';
import type { LintTask, WorkerAnswer, WorkerRequest } from './task.ts';

/** Checks tasks, or a part of a scope, on one thread. With a cache, reuses findings of earlier runs. */
export class CheckRun {
  readonly #run: LintRun;
  readonly #cache: FindingsCache | undefined;
  #part: ScopePart;

  constructor(job: LintJob) {
    this.#run = new LintRun(job);
    this.#cache = job.cache === undefined ? undefined : new FindingsCache(job.cache, job);
    this.#part = new ScopePart(this.#run, []);
  }

  async check(task: LintTask): Promise<readonly ReportedFinding[]> {
    const { files, neighbors, isolated } = task;
    if (isolated) {
      const findings: ReportedFinding[] = [];
      for (const file of files) findings.push(...(await this.#isolated(file)));
      return findings;
    }
    return this.#cache ? checkScope(task, this.#run, this.#cache) : this.#run.together(files, neighbors);
  }

  async answer(request: WorkerRequest): Promise<WorkerAnswer> {
    if ('tasks' in request) {
      const findings: (readonly ReportedFinding[])[] = [];
      for (const task of request.tasks) findings.push(await this.check(task));
      return { findings };
    }
    if ('connect' in request) return { connections: this.#part.connectionsTo(request.connect) };
    if ('report' in request) return { findings: [this.#part.findingsIn(this.#part.files)] };
    if ('read' in request) {
      this.#part = new ScopePart(this.#run, request.scope);
      await this.#part.load(request.read);
      const ties = [...this.#part.tiesOf(request.read).values()];
      return { reachesAll: ties.some(({ reach }) => reach === 'all') };
    }
    const { load, check } = request.step;
    await this.#part.load(load);
    this.#part.check(check);
    return { ties: this.#part.tiesOf(this.#part.checked) };
  }

  async #isolated(file: string): Promise<readonly ReportedFinding[]> {
    const key = this.#cache?.keyOf(file);
    const known = key === undefined ? undefined : this.#cache?.read(key);
    if (known) return known;
    const findings = await this.#run.isolated([file]);
    if (key !== undefined) this.#cache?.write(key, findings);
    return findings;
  }
}
