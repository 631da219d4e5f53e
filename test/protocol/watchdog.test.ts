import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { build } from 'esbuild';
import type { Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { positionIn } from '../support/text-position.ts';

const CONTENT_MODIFIED = -32801;
const SERVER_CANCELLED = -32802;

/** In milliseconds. */
const TIME_LIMIT = 1_500;

let root = '';
let entry = '';
before(async () => {
  root = mkdtempSync(join(tmpdir(), 'kamaji-metal3-watchdog-'));
  entry = join(root, 'busy-server.cjs');
  await build({
    entryPoints: ['test/support/busy-server.ts'],
    outfile: entry,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
    // The schemas are read from the build.
    define: { 'import.meta.url': JSON.stringify(pathToFileURL(resolve('dist/server.cjs')).href) },
  });
});
after(() => rmSync(root, { recursive: true }));

const pool = (name: string, rest = '') => `apiVersion: ipam.metal3.io/v1alpha1
kind: IPPool
metadata:
  name: ${name}
spec:
  namePrefix: ${name}
  unknown: 1
  prefix: 24
  pools:
    - start: 10.0.0.1
      end: 10.0.0.9
${rest}`;

interface Server {
  readonly process: ChildProcess;
  readonly connection: MessageConnection;
  readonly published: PublishDiagnosticsParams[];
  readonly messages: { readonly type: number; readonly message: string }[];
  readonly log: { readonly type: number; readonly message: string }[];
  uri(name: string): string;
  open(name: string, text: string): Promise<void>;
  /** Replaces lines from `line` to before `end`. */
  change(name: string, version: number, [line, end]: readonly [number, number], text: string): Promise<void>;
  /** The files whose diagnostics were requested again because the server had cancelled the request. */
  readonly retriggered: string[];
  pull(name: string, previousResultId?: string): Promise<Report>;
}

interface Report {
  readonly kind: string;
  readonly resultId: string;
  readonly items?: readonly Diagnostic[];
}

let server: Server | undefined;
afterEach(() => {
  server?.connection.dispose();
  server?.process.kill('SIGKILL');
});

let count = 0;

async function start({ pulls = true, files = {} as Readonly<Record<string, string>> } = {}): Promise<Server> {
  const folder = mkdtempSync(join(root, `${count++}-`));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const child = spawn(process.execPath, [entry, '--stdio'], {
    env: { ...process.env, TEST_TIME_LIMIT: String(TIME_LIMIT) },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const started: Server = {
    process: child,
    connection,
    published: [],
    messages: [],
    log: [],
    retriggered: [],
    uri: (name) => pathToFileURL(join(folder, name)).href,
    open: (name, text) =>
      connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri: started.uri(name), languageId: 'yaml', version: 1, text },
      }),
    change: (name, version, [line, end], text) => {
      const range = { start: { line, character: 0 }, end: { line: end, character: 0 } };
      return connection.sendNotification('textDocument/didChange', {
        textDocument: { uri: started.uri(name), version },
        contentChanges: [{ range, text }],
      });
    },
    pull: async (name, previousResultId) => {
      const params = { textDocument: { uri: started.uri(name) }, previousResultId };
      for (;;)
        try {
          return await connection.sendRequest('textDocument/diagnostic', params);
        } catch (error) {
          // As every client does.
          if ((error as { code?: number }).code !== SERVER_CANCELLED) throw error;
          started.retriggered.push(name);
        }
    },
  };
  server = started;
  connection.onNotification('textDocument/publishDiagnostics', (each) => void started.published.push(each));
  connection.onNotification('window/showMessage', (each) => void started.messages.push(each));
  connection.onNotification('window/logMessage', (each) => void started.log.push(each));
  connection.onRequest(() => null);
  let ready: () => void = () => {};
  const isReady = new Promise<void>((done) => {
    ready = done;
  });
  connection.onNotification('kamajiMetal3/status', ({ state }) => {
    if (state === 'ready') ready();
  });
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'w' }],
    capabilities: { textDocument: pulls ? { diagnostic: {} } : {} },
  });
  await connection.sendNotification('initialized', {});
  await isReady;
  return started;
}

async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (await isTrue()) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  assert.ok(await isTrue());
}

const codes = (items: readonly Diagnostic[] = []) => items.map(({ code }) => code);
const codeOf = (request: Promise<unknown>) =>
  request.then(
    () => undefined,
    (error: { code?: number }) => error.code,
  );

describe('the watchdog', () => {
  it('ends work that takes too long, keeps all findings, and skips the file until it changes', async () => {
    const { open, change, pull, messages, log, uri, connection, retriggered } = await start({
      files: { 'closed.yaml': pool('closed') },
    });
    await open('neighbor.yaml', pool('neighbor'));
    await open('busy.yaml', pool('busy'));
    const [neighbor, before] = [await pull('neighbor.yaml'), await pull('busy.yaml')];
    assert.deepEqual(
      [neighbor, before].map(({ items }) => codes(items)),
      [['unknown-field'], ['unknown-field']],
    );

    await change('busy.yaml', 2, [4, 4], '  labels: {a: "busy: rule"}\n');
    // Sent while the server is busy.
    const [busy, other] = await Promise.all([pull('busy.yaml', before.resultId), pull('neighbor.yaml')]);
    assert.equal(busy.kind, 'unchanged');
    assert.deepEqual(codes(other.items), ['unknown-field']);
    assert.ok(retriggered.includes('busy.yaml'));
    await until(() => log.some(({ message }) => message.includes('until it changes')));
    const all = async () => {
      const report: { items: { uri: string; items?: Diagnostic[] }[] } = await connection.sendRequest(
        'workspace/diagnostic',
        { previousResultIds: [] },
      );
      return report.items.map((each) => [each.uri, codes(each.items)]).sort();
    };
    const expected = ['closed.yaml', 'neighbor.yaml'].map((name) => [uri(name), ['unknown-field']]);
    await until(async () => isDeepStrictEqual(await all(), expected));
    assert.deepEqual(
      messages.map(({ message }) => message),
      [
        'Kamaji Metal3 skips busy.yaml until it changes, because checking it takes too long. The output of the server has the details.',
      ],
    );
    const errors = log.filter(({ type }) => type === 1).map(({ message }) => message);
    assert.deepEqual(errors, [
      `Checking ${uri('busy.yaml')} with the rule busy-rule took too long and was interrupted. The file is skipped until it changes.`,
    ]);

    // The text of the file is that of the client, and the quarantine ends.
    await change('busy.yaml', 3, [4, 5], '');
    assert.deepEqual(codes((await pull('busy.yaml', before.resultId)).items), ['unknown-field']);
    assert.equal(messages.length, 1);
  });

  it('keeps what it has published', async () => {
    const { open, change, published, messages, uri } = await start({
      pulls: false,
      files: { 'closed.yaml': pool('closed') },
    });
    const last = (name: string) => codes(published.findLast((each) => each.uri === uri(name))?.diagnostics);
    await open('neighbor.yaml', pool('neighbor'));
    await open('busy.yaml', pool('busy'));
    const names = ['closed.yaml', 'neighbor.yaml', 'busy.yaml'];
    const isComplete = () => names.every((name) => last(name).length === 1);
    await until(isComplete);
    const before = published.length;
    await change('busy.yaml', 2, [4, 4], '  labels: {a: "busy: text"}\n');
    await change('neighbor.yaml', 2, [0, 0], '# a comment\n');
    await until(
      () =>
        messages.length > 0 && published.some(({ version, uri: of }) => version === 2 && of === uri('neighbor.yaml')),
    );
    assert.deepEqual(
      published.slice(before).filter(({ diagnostics }) => diagnostics.length === 0),
      [],
    );
    await change('busy.yaml', 3, [4, 5], '  labels: {}\n');
    await until(() => published.some(({ version, uri: of }) => version === 3 && of === uri('busy.yaml')));
    assert.ok(isComplete());
    assert.equal(published.findLast((each) => each.uri === uri('busy.yaml'))?.diagnostics[0]?.range.start.line, 7);
  });

  it('skips files on disk, however many', async () => {
    const busy = Object.fromEntries(
      ['a', 'c'].map((name) => [`${name}.yaml`, pool(name, '  preAllocations: {x: "busy: rule"}\n')]),
    );
    const { pull, messages } = await start({ files: { ...busy, 'b.yaml': pool('b') } });
    await until(() => messages.length === 2);
    assert.deepEqual(codes((await pull('b.yaml')).items), ['unknown-field']);
  });

  it('answers a request that takes too long with ContentModified', async () => {
    const { open, pull, connection, uri, messages } = await start();
    await open('neighbor.yaml', pool('neighbor'));
    await open('busy.yaml', pool('busy', '# busy: hover\n'));
    const hover = (name: string) =>
      connection.sendRequest('textDocument/hover', {
        textDocument: { uri: uri(name) },
        position: positionIn(pool('busy'), 'un█known'),
      });
    await until(async () => (await codeOf(hover('busy.yaml'))) !== CONTENT_MODIFIED || messages.length > 0);
    assert.equal(messages.length, 1);
    assert.equal(await hover('busy.yaml'), null);
    assert.deepEqual(codes((await pull('neighbor.yaml')).items), ['unknown-field']);
  });

  it('ends the server when its client has closed the input', async () => {
    const { open, process: child, pull } = await start();
    await open('busy.yaml', pool('busy', '# busy: rule\n'));
    void pull('busy.yaml').catch(() => {});
    await new Promise((done) => setTimeout(done, 300));
    child.stdin?.end();
    await once(child, 'exit');
  });
});
