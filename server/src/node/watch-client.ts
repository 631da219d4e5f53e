import { Worker } from 'node:worker_threads';

/** The interval of the checks, in milliseconds. A server that has not counted since the previous check is busy. */
const EVERY = 2_000;

/**
 * Ends this process when its client has exited while the server is busy. An idle server detects that itself, but a busy
 * one would keep running, so a worker thread checks.
 *
 * `processId` is that of the client. If it is null, the parent process is watched.
 */
export function watchClient(processId: number | null): { stop(): Promise<unknown> } {
  const beats = new Int32Array(new SharedArrayBuffer(4));
  const beat = setInterval(() => Atomics.add(beats, 0, 1), EVERY / 4);
  beat.unref();
  const worker = new Worker(SOURCE, {
    eval: true,
    // Does not inherit the options of this process, such as those of a debugger.
    execArgv: [],
    workerData: { beats, every: EVERY, client: processId ?? process.ppid },
    resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 2, stackSizeMb: 1 },
  });
  worker.unref();
  // The server works without the thread.
  worker.on('error', () => clearInterval(beat));
  return {
    stop: () => {
      clearInterval(beat);
      return worker.terminate();
    },
  };
}

/** The code of the thread. Only a signal can end a process whose main thread is busy. */
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
