// code-server is a process that starts others: a server, and below that an extension host per window, which outlives a
// parent that ends alone. What is started by `spawn` with `detached: true` is a group, and ends as one.

/** What ends a group at exit, by its id; whoever stops a group takes it out. */
const endings = new Map();

/** Ends the group when this process ends. Signals end this process without an exit: see exitOnSignals. */
export function endGroupOnExit({ pid }) {
  // First of all listeners, for others remove the files that the group still writes.
  const end = () => signalGroup(pid, 'SIGKILL');
  endings.set(pid, end);
  process.prependOnceListener('exit', end);
}

/** Has a signal end this process by way of its exit listeners. */
export function exitOnSignals() {
  for (const [name, number] of Object.entries(SIGNALS)) process.once(name, () => process.exit(128 + number));
}

export const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };

/** Asks the group to end, and ends it where it does not within five seconds. */
export async function stopGroup({ pid }) {
  signalGroup(pid, 'SIGTERM');
  for (let tries = 0; tries < 50 && signalGroup(pid, 0); tries++) await new Promise((done) => setTimeout(done, 100));
  signalGroup(pid, 'SIGKILL');
  process.removeListener('exit', endings.get(pid) ?? (() => {}));
  endings.delete(pid);
}

/** Answers whether anyone was there to get the signal. */
function signalGroup(pid, name) {
  try {
    return process.kill(-pid, name);
  } catch {
    return false;
  }
}
