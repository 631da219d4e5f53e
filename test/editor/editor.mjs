// Starts a VS Code server (code-server) on a temporary copy of a workspace, and a browser.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import {
  editorCommand,
  editorEnvironment,
  editorFolders,
  QUIET_FLAGS,
  QUIET_SETTINGS,
  root,
} from '../../scripts/editor-host.mjs';
import { endGroupOnExit, stopGroup } from '../../scripts/process-group.mjs';

/** In milliseconds. On a busy machine a page may take half a minute to load. */
export const PATIENCE = 120_000;

/** No suggestions of other sources and no animations, so that screenshots are reproducible. */
const SETTINGS = {
  'editor.minimap.enabled': false,
  'editor.occurrencesHighlight': 'off',
  'editor.scrollbar.horizontal': 'hidden',
  'editor.wordBasedSuggestions': 'off',
  'git.enabled': false,
  'remote.autoForwardPorts': false,
  'workbench.tips.enabled': false,
};

/** Creates temporary folders for a test. `files` maps paths in the workspace to texts. */
export function scratch(files) {
  const folder = mkdtempSync(join(tmpdir(), 'kamaji-metal3-'));
  for (const name of ['home', 'user/User', 'extensions', 'workspace'])
    mkdirSync(join(folder, name), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, 'workspace', name), text);
  writeFileSync(join(folder, 'config.yaml'), '');
  writeFileSync(join(folder, 'user/User/settings.json'), JSON.stringify({ ...QUIET_SETTINGS, ...SETTINGS }));
  // Processes that are still ending may write again.
  const remove = () => {
    process.removeListener('exit', remove);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('exit', remove);
  return { folder, workspace: join(folder, 'workspace'), remove };
}

/** Returns the text of an example: `correct` or `mistakes`. */
export function example(name) {
  return readFileSync(join(root, 'examples', name, 'cluster.yaml'), 'utf8');
}

/** Installs the packaged extension. */
export function installExtension(space) {
  const [node, entry] = editorCommand;
  const vsix = join(root, 'dist/kamaji-metal3.vsix');
  const { status, stderr } = spawnSync(node, [entry, ...editorFolders(space.folder), '--install-extension', vsix], {
    env: environment(space),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The extension could not be installed: ${stderr}`);
}

export async function startEditor(space, flags = []) {
  const port = await freePort();
  const log = join(space.folder, 'server.log');
  const output = openSync(log, 'w');
  const [node, entry] = editorCommand;
  const bind = ['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--reconnection-grace-time', '1'];
  const server = spawn(node, [entry, ...editorFolders(space.folder), ...bind, ...QUIET_FLAGS, ...flags], {
    env: environment(space),
    stdio: ['ignore', output, output],
    detached: true,
  });
  endGroupOnExit(server);
  const origin = `http://127.0.0.1:${port}`;
  for (const end = Date.now() + PATIENCE; !(await isReachable(`${origin}/healthz`)); await pause(100))
    if (server.exitCode !== null || Date.now() > end) throw new Error(`No editor:\n${readFileSync(log, 'utf8')}`);
  return { origin, remote: (path) => `vscode-remote://127.0.0.1:${port}${path}`, stop: () => stopGroup(server) };
}

export function startBrowser() {
  const flags = '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking';
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    // Resolve no host names, so that requests to other machines fail immediately.
    args: [
      ...flags.split(' '),
      '--disable-component-update',
      '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  });
}

export function pause(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds));
}

/** Hides the user's home folder. */
function environment({ folder }) {
  const home = join(folder, 'home');
  return { ...editorEnvironment(folder), HOME: home, XDG_RUNTIME_DIR: home };
}

function isReachable(address) {
  return fetch(address).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}
