// A process that starts others: code-server has a server below it, and that an extension host per window, which may outlive it.

/** Starts a group, by `spawn` with `detached: true`, that ends with this process, whatever ends it. */
export function endGroupOnExit({ pid }) {
  process.once('exit', () => signalGroup(pid, 'SIGKILL'));
  // Without a listener of ours, a signal ends this process and no `exit` is told.
  for (const [name, number] of Object.entries({ SIGHUP: 1, SIGINT: 2, SIGTERM: 15 }))
    process.once(name, () => process.exit(128 + number));
}

/** Asks the group to end, and ends it where it does not within five seconds. */
export async function stopGroup({ pid }) {
  signalGroup(pid, 'SIGTERM');
  for (let tries = 0; tries < 50 && signalGroup(pid, 0); tries++) await new Promise((done) => setTimeout(done, 100));
  signalGroup(pid, 'SIGKILL');
}

/** Whether anyone was there to get the signal. */
function signalGroup(pid, name) {
  try {
    return process.kill(-pid, name);
  } catch {
    return false;
  }
}
