// The programs that are measured, and the measurement of a process.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Milliseconds. Linux counts processor time in these units. */
const TICK = 10;

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const CLI = [process.execPath, join(ROOT, 'dist/cli.cjs')];
export const SERVER = [process.execPath, join(ROOT, 'dist/server.cjs'), '--stdio'];

/** Writes the schema of every version of every kind, of the newest release that serves it, for other tools. */
export function exportSchemas(folder) {
  const { providers } = JSON.parse(readFileSync(join(ROOT, 'dist/schemas/index.json'), 'utf8'));
  // Newer releases overwrite the versions that they still serve.
  for (let age = Math.max(...providers.map(({ releases }) => releases.length)); age > 0; age--) {
    const targets = providers.filter(({ releases }) => releases.length >= age);
    const words = targets.flatMap(({ name, releases }) => ['--target', `${name}=${releases.at(-age)}`]);
    const [node, ...cli] = CLI;
    const command = [...cli, 'schema', 'export', '--out', folder, ...words];
    const { status, stderr } = spawnSync(node, command, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`schema export failed: ${stderr}`);
  }
}

/** Returns the path of kubeconform, undefined if it is not installed. */
export function kubeconform() {
  const built = join(ROOT, 'build/tools/kubeconform');
  return [built, 'kubeconform'].find((path) => spawnSync(path, ['-v']).status === 0);
}

/** Returns elapsed time and processor time of a command in milliseconds. */
export function timesOf(command) {
  // Node.js does not measure other processes, and bash does so to the millisecond.
  const script = 'TIMEFORMAT="%3R %3U %3S"; time "$@" >/dev/null 2>&1';
  const { stderr } = spawnSync('bash', ['-c', script, 'bash', ...command], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  const [elapsed, user, system] = stderr.trim().split(' ').map(Number);
  return { elapsed: elapsed * 1000, cpu: (user + system) * 1000 };
}

/** Returns the maximum of the resident memory of a command in MB, read every millisecond. */
export async function peakMemoryOf([program, ...words]) {
  const child = spawn(program, words, { stdio: 'ignore' });
  let peak = 0;
  while (child.exitCode === null && child.signalCode === null) {
    peak = Math.max(peak, usageOf(child.pid).maximum || 0);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return peak;
}

/** Returns processor time in milliseconds and resident memory in MB; NaN for a process that has ended. */
export function usageOf(pid) {
  const status = readProcess(pid, 'status');
  const kilobytes = (key) => Number(new RegExp(`${key}:\\s+(\\d+)`).exec(status)?.[1]);
  // The second field is the name of the program in parentheses, which can contain spaces.
  const [user, system] = readProcess(pid, 'stat')
    .replace(/^.*\) /s, '')
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return { cpu: (user + system) * TICK, memory: kilobytes('VmRSS') / 1024, maximum: kilobytes('VmHWM') / 1024 };
}

function readProcess(pid, name) {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    // The process has ended.
    return '';
  }
}
