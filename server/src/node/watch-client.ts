import { Worker } from 'node:worker_threads';

/** How often the thread looks, in milliseconds. The server has not yielded when it did not count in between. */
const EVERY = 2_000;

/**
 * Ends this process when its client is gone while the server is busy. A server that yields notices by itself; one that
 * does not would live on without anybody to end it. A thread of its own looks, for this one cannot.
 *
 * `processId` is that of the client; without one it is the process that started this one.
 */
export function watchClient(processId: number | null): { stop(): Promise<unknown> } {
  const beats = new Int32Array(new SharedArrayBuffer(4));
  const beat = setInterval(() => Atomics.add(beats, 0, 1), EVERY / 4);
  beat.unref();
  const worker = new Worker(SOURCE, {
    eval: true,
    // Those of this process, such as a debugger's, are not for it.
    execArgv: [],
    workerData: { beats, every: EVERY, client: processId ?? process.ppid },
    resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 2, stackSizeMb: 1 },
  });
  worker.unref();
  // Without the thread all else works.
  worker.on('error', () => clearInterval(beat));
  return {
    stop: () => {
      clearInterval(beat);
      return worker.terminate();
    },
  };
}

/** What the thread runs. A signal is all that reaches a process whose main thread does not yield. */
const SOURCE = `
const { workerData: { beats, every, client } } = require('node:worker_threads');
let before = -1;
const isThere = () => {
  try {
    process.kill(client, 0);
    return true;
  } catch (error) {
    return error.code !== 'ESRCH';
  }
};
setInterval(() => {
  const now = Atomics.load(beats, 0);
  if (now === before && !isThere()) process.kill(process.pid, 'SIGKILL');
  before = now;
}, every);
`;
