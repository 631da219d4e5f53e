// code-server is a tree of processes: a server, and an extension host per window, which keeps running if only its
// parent ends. A process that is started by `spawn` with `detached: true` is a process group, and is ended as one.

/** The exit listeners by process group id; removed when the group is stopped. */
const endings = new Map();

/** Ends the group when this process exits. A signal ends this process without an exit event: see exitOnSignals. */
export function endGroupOnExit({ pid }) {
  // Runs before the other listeners, since they remove files that the group still writes to.
  const end = () => signalGroup(pid, 'SIGKILL');
  endings.set(pid, end);
  process.prependOnceListener('exit', end);
}

/** Runs the exit listeners when this process receives a signal. */
export function exitOnSignals() {
  for (const [name, number] of Object.entries(SIGNALS)) process.once(name, () => process.exit(128 + number));
}

export const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };

/** Asks the group to end, and kills it after five seconds. */
export async function stopGroup({ pid }) {
  signalGroup(pid, 'SIGTERM');
  for (let tries = 0; tries < 50 && signalGroup(pid, 0); tries++) await new Promise((done) => setTimeout(done, 100));
  signalGroup(pid, 'SIGKILL');
  process.removeListener('exit', endings.get(pid) ?? (() => {}));
  endings.delete(pid);
}

/** Returns false if the group does not exist. */
function signalGroup(pid, name) {
  try {
    return process.kill(-pid, name);
  } catch {
    return false;
  }
}
