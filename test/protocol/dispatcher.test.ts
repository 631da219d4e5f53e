import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { afterEach, describe, it } from 'node:test';
import { globSync } from 'tinyglobby';
import {
  CancellationTokenSource,
  createConnection,
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { RequestMethod } from '../../protocol/index.ts';
import { Workspace } from '../../server/src/core/index.ts';
import { clientFeaturesOf } from '../../server/src/lsp/client-features.ts';
import { Dispatcher, type Needs, ownRoute } from '../../server/src/lsp/dispatcher.ts';
import { Session } from '../../server/src/lsp/session/session.ts';
import { REGISTRY } from '../../server/src/providers/index.ts';
import { startClient } from '../support/client.ts';

const INTERNAL_ERROR = -32603;
const NOT_INITIALIZED = -32002;
const CANCELLED = -32800;

const METHOD: RequestMethod<{ uri: string } | null, string> = 'test/request';

let connection: MessageConnection | undefined;
afterEach(() => connection?.dispose());

interface Options {
  readonly needs?: Needs;
  /** The time that the clock passes in each handler, in milliseconds. */
  readonly time?: number;
  readonly isConfigured?: boolean;
  readonly hasSession?: boolean;
}

/** A dispatcher with one handler, and a client that records the log. */
function start(
  handler: () => string,
  { needs = 'documents', time = 1, isConfigured = true, hasSession = true }: Options,
) {
  const [up, down] = [new PassThrough(), new PassThrough()];
  const server = createConnection(new StreamMessageReader(up), new StreamMessageWriter(down));
  const session = new Session({
    createWorkspace: () => new Workspace({ registry: REGISTRY }),
    client: clientFeaturesOf({ processId: null, rootUri: null, capabilities: {} }),
    onEvaluated: () => {},
    onConfigurationText: () => {},
    defer: setImmediate,
  });
  if (isConfigured) session.configure(session.configurations, new Map());
  let now = 0;
  const dispatcher = new Dispatcher({
    connection: server,
    session: () => (hasSession ? session : undefined),
    clock: () => {
      now += time;
      return now;
    },
  });
  dispatcher.request(ownRoute(METHOD, needs, handler));
  dispatcher.notification('test/notification', () => {
    handler();
  });
  server.listen();
  const client = createMessageConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  connection = client;
  const log: { readonly type: number; readonly message: string }[] = [];
  client.onNotification('window/logMessage', (entry) => void log.push(entry));
  client.listen();
  return { client, session, log };
}

function fails(): string {
  throw new TypeError('cannot read "password: secret"');
}

describe('the dispatcher', () => {
  it('logs an exception once, with the method and the document, and without the message of the error', async () => {
    const { client, log } = start(fails, {});
    await assert.rejects(client.sendRequest(METHOD, { uri: 'file:///w/a b.yaml' }), (error: { code: number }) => {
      assert.equal(error.code, INTERNAL_ERROR);
      assert.doesNotMatch(String(error), /secret/);
      return true;
    });
    assert.equal(log.length, 1);
    assert.match(log[0]?.message ?? '', /^test\/request of file:\/\/\/w\/a%20b\.yaml failed: TypeError\n\s+at .*fails/);
    assert.doesNotMatch(log[0]?.message ?? '', /secret/);
  });

  it('logs an exception in the handler of a notification, and handles the next message', async () => {
    const { client, log } = start(fails, {});
    await client.sendNotification('test/notification', { textDocument: { uri: 'file:///w/a.yaml' } });
    await assert.rejects(client.sendRequest(METHOD, null));
    assert.equal(log.length, 2);
    assert.match(log[0]?.message ?? '', /^test\/notification of file:\/\/\/w\/a\.yaml failed: TypeError\n/);
  });

  it('rejects a request that is cancelled while it waits', async () => {
    let isHandled = false;
    const handler = () => {
      isHandled = true;
      return '';
    };
    const { client, session } = start(handler, { needs: 'findings', isConfigured: false });
    const source = new CancellationTokenSource();
    const response = client.sendRequest(METHOD, { uri: 'file:///w/a.yaml' }, source.token);
    // The request is dispatched and waits for the configuration.
    await new Promise((done) => setTimeout(done, 20));
    const isRejected = assert.rejects(response, { code: CANCELLED });
    source.cancel();
    await new Promise((done) => setTimeout(done, 20));
    session.configure(session.configurations, new Map());
    await isRejected;
    assert.equal(isHandled, false);
  });

  it('stops an evaluation of all files when its request is cancelled', async () => {
    const { client, session } = start(() => '', { needs: 'all-findings' });
    const pool = 'apiVersion: ipam.metal3.io/v1alpha1\nkind: IPPool\nmetadata: {name: a}\n';
    session.apply(Array.from({ length: 3000 }, (_, index) => ({ uri: `file:///w/${index}.yaml`, text: pool })));
    const source = new CancellationTokenSource();
    const response = client.sendRequest(METHOD, null, source.token);
    // Two round trips: the request has been dispatched, and waits for the evaluation.
    for (const _ of [1, 2]) await client.sendRequest('test/other').catch(() => undefined);
    source.cancel();
    await assert.rejects(response, { code: CANCELLED });
    assert.equal(session.isPending, true);
  });

  it('answers when the findings that a handler needs are evaluated', async () => {
    const { client } = start(() => 'result', { needs: 'all-findings' });
    assert.equal(await client.sendRequest(METHOD), 'result');
  });

  it('rejects requests before the client has initialized the server', async () => {
    const { client } = start(() => '', { hasSession: false });
    await assert.rejects(client.sendRequest(METHOD, null), { code: NOT_INITIALIZED });
  });

  it('warns of a slow handler only', async () => {
    const fast = start(() => '', { time: 400 });
    await fast.client.sendRequest(METHOD, { uri: 'file:///w/a.yaml' });
    assert.deepEqual(fast.log, []);
    fast.client.dispose();
    const slow = start(() => '', { time: 600 });
    await slow.client.sendRequest(METHOD, { uri: 'file:///w/a.yaml' });
    assert.deepEqual(slow.log, [{ type: 2, message: 'test/request of file:///w/a.yaml took 600 ms.' }]);
  });

  it('traces the time of every request for clients that want a trace', async () => {
    ({ connection } = await startClient());
    const entries: { readonly message: string }[] = [];
    connection.onNotification('$/logTrace', (entry) => void entries.push(entry));
    await connection.sendRequest('workspace/symbol', { query: 'a' });
    assert.equal(entries.length, 0);
    await connection.sendNotification('$/setTrace', { value: 'messages' });
    await connection.sendRequest('workspace/symbol', { query: 'a' });
    assert.equal(entries.length, 1);
    assert.match(entries[0]?.message ?? '', /^workspace\/symbol took \d+\.\d ms$/);
  });

  it('runs every handler of the server', () => {
    const registers = /\bconnection\.(on(?!Initialize\b|Initialized\b)[A-Z]\w*|languages\.\w+\.on\w*)/;
    const others = globSync('server/src/lsp/**/*.ts').filter(
      (file) => !file.endsWith('/dispatcher.ts') && registers.test(readFileSync(file, 'utf8')),
    );
    assert.deepEqual(others, []);
  });
});
