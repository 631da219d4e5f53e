// npm start: builds, prints what `lint` finds in the example workspace, and opens it in VS Code with the extension: the
// `code` on the PATH if there is one, else an editor of our own in the browser. --no-editor ends after the findings.
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { editorCommand, installEditor, QUIET_FLAGS, QUIET_SETTINGS, root, stopGroup } from './editor-host.mjs';

const examples = join(root, 'examples');
const windows = process.platform === 'win32';

run('npm', ['run', '--silent', 'build']);
console.log('kamaji-metal3 lint examples\n');
spawnSync(process.execPath, ['dist/cli.cjs', 'lint', 'examples'], { cwd: root, stdio: 'inherit' });
if (!process.argv.includes('--no-editor')) openEditor();

function openEditor() {
  const code = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, windows ? 'code.cmd' : 'code'))
    .find((file) => existsSync(file));
  if (!code) return serveEditor();
  run(code, [`--extensionDevelopmentPath=${root}`, examples]);
  console.log(`Opened ${examples} in VS Code.`);
}

function serveEditor() {
  installEditor();
  run('npm', ['run', '--silent', 'package'], { stdio: ['ignore', 'ignore', 'inherit'] });
  const data = join(root, 'build/start');
  mkdirSync(join(data, 'user/User'), { recursive: true });
  const settings = join(data, 'user/User/settings.json');
  if (!existsSync(settings)) writeFileSync(settings, JSON.stringify(QUIET_SETTINGS, undefined, 2));
  writeFileSync(join(data, 'config.yaml'), '');
  const [node, entry] = editorCommand;
  const folders = ['--config', 'config.yaml', '--user-data-dir', 'user', '--extensions-dir', 'extensions'];
  const common = [entry, ...folders.map((word) => (word.startsWith('--') ? word : join(data, word)))];
  // A page in another tab must not reach the editor, so it wants a password, new with every start.
  const password = randomBytes(12).toString('base64url');
  const env = environment(data, password);
  run(node, [...common, '--force', '--install-extension', join(root, 'dist/kamaji-metal3.vsix')], {
    env,
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  const bind = ['--auth', 'password', '--bind-addr', '127.0.0.1:0'];
  const server = spawn(node, [...common, ...bind, ...QUIET_FLAGS, examples], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  });
  tellAddress(server, password);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.once(signal, () => stopGroup(server).then(() => process.exit(0)));
}

function tellAddress(server, password) {
  let log = '';
  let told = false;
  server.stdout.on('data', (data) => {
    if (told) return;
    log += data;
    const address = /HTTP server listening on (http:\S+)/.exec(log)?.[1];
    if (!address) return;
    told = true;
    console.log(
      `\n  address   ${address}\n  password  ${password}\n\nOpen the address in a browser. Ctrl-C stops the editor.`,
    );
  });
  server.once('exit', (status) => {
    if (!told) console.error(`${log}\nThe editor ended with ${status} before it was ready.`);
    process.exit(told ? 0 : 1);
  });
}

/** Everything stays in this folder; the terminal in the editor keeps the user's own home. */
function environment(data, password) {
  const env = { ...process.env, XDG_CONFIG_HOME: join(data, 'config'), XDG_DATA_HOME: join(data, 'share') };
  for (const name of Object.keys(env)) if (/^(npm_|VSCODE_|CODE_SERVER_|PORT$)/.test(name)) delete env[name];
  return { ...env, EXTENSIONS_GALLERY: '{}', PASSWORD: password };
}

function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: windows, ...options });
  if (status === 0) return;
  console.error(`${command} ${args.join(' ')} failed: ${error ?? `it ended with ${status}`}.`);
  process.exit(1);
}
