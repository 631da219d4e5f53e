// npm start: builds, prints the findings of `lint` in the example workspace, and opens it in VS Code with the
// extension: the `code` on the PATH if there is one, else a private code-server in the browser. With --no-editor, stops
// after the findings.
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import {
  editorCommand,
  editorEnvironment,
  editorFolders,
  installEditor,
  QUIET_FLAGS,
  QUIET_SETTINGS,
  root,
} from './editor-host.mjs';
import { endGroupOnExit, SIGNALS, stopGroup } from './process-group.mjs';

const examples = join(root, 'examples');
const windows = process.platform === 'win32';

console.log('Building …');
run('npm', ['run', '--silent', 'build']);
console.log('\nkamaji-metal3 lint examples\n');
// Exits with 1, since the examples contain findings.
spawnSync(process.execPath, ['dist/cli.cjs', 'lint', 'examples'], { cwd: root, stdio: 'inherit' });
if (process.argv.includes('--no-editor'))
  console.log('\nNext: node dist/cli.cjs lint --fix PATH, node dist/cli.cjs --help, or npm start for the editor.');
else openEditor();

function openEditor() {
  const code = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, windows ? 'code.cmd' : 'code'))
    .find((file) => existsSync(file));
  if (!code) return serveEditor();
  // Also open a file, since the extension is activated when the first YAML file is shown.
  run(code, [`--extensionDevelopmentPath=${root}`, examples, join(examples, 'mistakes/cluster.yaml')]);
  console.log(`\nOpened ${examples} in VS Code.`);
}

function serveEditor() {
  console.log('\nStarting the editor. The first start takes a few minutes, later ones half a minute.\n');
  installEditor();
  console.log('Packaging the extension …');
  run('npm', ['run', '--silent', 'package'], { stdio: ['ignore', 'ignore', 'inherit'] });
  const folder = join(root, 'build/start');
  mkdirSync(join(folder, 'user/User'), { recursive: true });
  const settings = join(folder, 'user/User/settings.json');
  // Show the examples' README first, which links to them.
  const first = { ...QUIET_SETTINGS, 'workbench.startupEditor': 'readme' };
  if (!existsSync(settings)) writeFileSync(settings, JSON.stringify(first, undefined, 2));
  writeFileSync(join(folder, 'config.yaml'), '');
  const texts = join(folder, 'login.json');
  writeFileSync(texts, JSON.stringify({ LOGIN_USING_ENV_PASSWORD: 'Enter the password that the terminal shows.' }));
  const [node, entry] = editorCommand;
  const common = [entry, ...editorFolders(folder)];
  // A new password for each start, so that a page in another tab cannot access the editor.
  const password = randomBytes(12).toString('base64url');
  const env = { ...editorEnvironment(folder), PASSWORD: password };
  console.log('Installing the extension …');
  run(node, [...common, '--force', '--install-extension', join(root, 'dist/kamaji-metal3.vsix')], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const bind = ['--auth', 'password', '--bind-addr', '127.0.0.1:0', '--app-name', 'Kamaji Metal3', '--i18n', texts];
  const editor = spawn(node, [...common, ...bind, ...QUIET_FLAGS, examples], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  });
  endGroupOnExit(editor);
  let stopping = false;
  for (const signal of Object.keys(SIGNALS))
    process.on(signal, async () => {
      if (stopping) return;
      stopping = true;
      await stopGroup(editor);
      process.exit(0);
    });
  tellAddress(editor, password);
  editor.once('exit', (status) => {
    if (stopping) return;
    console.error(`The editor has ended by itself, with ${status}.`);
    process.exit(1);
  });
}

function tellAddress(editor, password) {
  let log = '';
  let isReported = false;
  editor.stdout.on('data', (data) => {
    // Keep reading, or the editor would block on a full pipe.
    if (isReported) return;
    log += data;
    const address = /HTTP server listening on (http:\S+)/.exec(log)?.[1];
    if (!address) return;
    isReported = true;
    console.log(
      [
        '',
        `  address   ${address}`,
        `  password  ${password}`,
        '',
        'Open the address in a browser, and enter the password. Then open mistakes/cluster.yaml, go to an underlined value,',
        'and press Ctrl+. to see its fixes. Ctrl-C here stops the editor.',
      ].join('\n'),
    );
  });
}

function run(command, args, options = {}) {
  // On Windows, the shell resolves npm and code, and splits unquoted arguments at spaces.
  const [program, ...words] = windows ? [command, ...args].map((word) => `"${word}"`) : [command, ...args];
  const { status, error, stderr } = spawnSync(program, words, {
    cwd: root,
    stdio: 'inherit',
    shell: windows,
    ...options,
  });
  if (status === 0) return;
  console.error(`${stderr ?? ''}${command} ${args.join(' ')} failed: ${error ?? `it ended with ${status}`}.`);
  process.exit(1);
}
