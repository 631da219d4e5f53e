// Measures how the server and the command line scale: `node scripts/scale.mjs [FILES] [MANIFEST]`. Needs a build, and
// Linux. Writes a workspace with copies of a manifest, 3,000 or FILES, each with its own names and namespace, to a
// temporary folder.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';

const OPEN = 20;
const EDITS = 100;
const root = fileURLToPath(new URL('..', import.meta.url));
const [count = '3000', manifest = join(root, 'examples/correct/cluster.yaml')] = process.argv.slice(2);
const text = readFileSync(manifest, 'utf8').replace(/\n*$/, '\n');
const names = [...new Set(Array.from(text.matchAll(/^ {2}name: (\S+)$/gm), ([, name]) => name))];
const folder = mkdtempSync(join(tmpdir(), 'kamaji-metal3-scale-'));

try {
  const files = Array.from({ length: Number(count) }, (_, index) => written(`many/c${index}`, copy(index)));
  console.log(`${files.length} files, ${files.length * (text.split('\n').length - 1)} lines`);
  await measureServer('many', files);
  await measureServer('one', [written('one/c0', copy(0))]);
  for (const lines of [285, 10_000, 50_000]) measureLint(lines);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Returns the manifest with other names and namespaces. */
function copy(index) {
  const isName = new RegExp(
    `(?<![\\w.-])(${names.map((name) => name.replaceAll('.', '\\.')).join('|')})(?![\\w.-])`,
    'g',
  );
  return text.replace(isName, `$1-${index}`).replace(/(namespace: )(\S+)/g, `$1$2-${index}`);
}

function written(path, content) {
  mkdirSync(join(folder, path), { recursive: true });
  const file = join(folder, path, 'cluster.yaml');
  writeFileSync(file, content);
  return { uri: pathToFileURL(file).href, text: content };
}

async function measureServer(workspace, files) {
  const start = performance.now();
  const server = spawn(process.execPath, [join(root, 'dist/server.cjs'), '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const client = createMessageConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  client.onRequest(() => null);
  const ready = new Promise((resolve) => {
    client.onNotification('kamajiMetal3/status', ({ state }) => state === 'ready' && resolve());
  });
  client.listen();
  const uri = pathToFileURL(join(folder, workspace)).href;
  await client.sendRequest('initialize', {
    processId: process.pid,
    rootUri: uri,
    workspaceFolders: [{ uri, name: workspace }],
    capabilities: { textDocument: { diagnostic: {} }, workspace: { workspaceFolders: true } },
  });
  const [first, ...others] = files;
  await client.sendNotification('initialized', {});
  await open(client, first);
  await client.sendRequest('textDocument/diagnostic', { textDocument: { uri: first.uri } });
  const toDiagnostics = `${seconds(performance.now() - start)}, ${seconds(usageOf(server.pid).cpu)} of processor time`;
  for (const file of others.slice(0, OPEN - 1)) await open(client, file);
  await ready;
  const read = usageOf(server.pid);
  await client.sendRequest('workspace/diagnostic', { previousResultIds: [] });
  const index = usageOf(server.pid);
  // The server edits a copy of the first file, so that V8 optimizes its code.
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  const before = usageOf(server.pid).cpu;
  const edits = await measureEdits(client, first);
  const perEdit = (usageOf(server.pid).cpu - before) / EDITS;
  // V8 returns memory when the process is idle.
  await new Promise((resolve) => setTimeout(resolve, 10_000));
  const idle = usageOf(server.pid);
  console.log(`server, ${files.length} files, ${Math.min(OPEN, files.length)} open:
  first diagnostics       ${toDiagnostics}
  all files read          ${seconds(read.cpu)} of processor time, ${read.memory} MB
  all diagnostics         ${seconds(index.cpu)} of processor time
  memory                  ${index.memory} MB, ${idle.memory} MB when idle, ${idle.maximum} MB at most
  edit                    median ${edits.median.toFixed(1)} ms, 95th percentile ${edits.p95.toFixed(1)} ms, ${perEdit.toFixed(1)} ms of processor time`);
  await client.sendRequest('shutdown');
  await client.sendNotification('exit');
}

function open(client, { uri, text }) {
  return client.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'yaml', version: 0, text },
  });
}

/** Types and deletes a character at the ends of lines with a value, and measures the time until the diagnostics. */
async function measureEdits(client, { uri, text }) {
  const ends = text.split('\n').flatMap((line, index) => (/^ +\w+: \w+$/.test(line) ? [[index, line.length]] : []));
  const times = [];
  for (let version = 1; version <= EDITS; version++) {
    const isTyped = version % 2 === 1;
    const [line, character] = ends[((version - 1) >> 1) % ends.length];
    const range = { start: { line, character }, end: { line, character: isTyped ? character : character + 1 } };
    const start = performance.now();
    await client.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ range, text: isTyped ? '0' : '' }],
    });
    await client.sendRequest('textDocument/diagnostic', { textDocument: { uri } });
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return { median: times[EDITS / 2], p95: times[Math.floor(EDITS * 0.95)] };
}

function measureLint(lines) {
  const copies = Math.max(1, Math.round(lines / text.split('\n').length));
  const file = join(folder, `lines-${lines}.yaml`);
  writeFileSync(file, Array.from({ length: copies }, (_, index) => copy(index)).join('---\n'));
  const usage = join(folder, 'usage.json');
  const preload = join(folder, 'usage.cjs');
  writeFileSync(
    preload,
    `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(usage)}, JSON.stringify(process.resourceUsage())));`,
  );
  spawnSync(process.execPath, ['--require', preload, join(root, 'dist/cli.cjs'), 'lint', file], { stdio: 'ignore' });
  const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(readFileSync(usage, 'utf8'));
  const cpu = seconds((userCPUTime + systemCPUTime) / 1000);
  console.log(`lint of ${lines} lines: ${cpu} of processor time, ${Math.round(maxRSS / 1024)} MB`);
}

/** Returns processor time in milliseconds, and resident memory in MB. */
function usageOf(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const megabytes = (key) => Math.round(Number(new RegExp(`${key}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
  const [, ...stat] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  const [user, system] = stat.join(') ').split(' ').slice(11, 13).map(Number);
  return { cpu: (user + system) * 10, memory: megabytes('VmRSS'), maximum: megabytes('VmHWM') };
}

function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
