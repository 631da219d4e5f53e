import { Script } from 'node:vm';
import type { RunLimited } from '../lsp/watchdog.ts';

const WORK = Symbol.for('kamaji-metal3.work');
const globals = globalThis as { [WORK]?: (() => void) | undefined };
const SCRIPT = new Script("globalThis[Symbol.for('kamaji-metal3.work')]()");

/**
 * Work that used less than this share of the limit as processor time was delayed by other processes. It gets more time
 * when it is repeated, up to a factor. Work that ends uses less: a file of 50,000 lines takes a tenth of ten seconds.
 */
const MIN_SHARE = 0.25;
const MAX_FACTOR = 32;

/**
 * Returns a function that runs work and interrupts it after `limit` milliseconds. Node interrupts a script of `node:vm`
 * wherever it is, also in a regular expression, and the process continues. A call takes about 0.05 ms.
 */
export function timeLimit(limit: number): RunLimited {
  let factor = 1;
  return (work) => {
    const before = process.cpuUsage();
    globals[WORK] = work;
    try {
      SCRIPT.runInThisContext({ timeout: limit * factor, displayErrors: false });
      return 'finished';
    } catch (error) {
      if ((error as NodeJS.ErrnoException | undefined)?.code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
      const { user, system } = process.cpuUsage(before);
      if ((user + system) / 1000 >= limit * MIN_SHARE || factor >= MAX_FACTOR) return 'interrupted';
      factor *= 2;
      return 'delayed';
    } finally {
      globals[WORK] = undefined;
    }
  };
}

/** A debugger stops the work for any time. */
export function isDebugged(): boolean {
  return process.execArgv.some((option) => option.startsWith('--inspect'));
}
