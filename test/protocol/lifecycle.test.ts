import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, it } from 'node:test';
import { MessageSplitter } from '../../server/src/node/message-splitter.ts';

const PARSE_ERROR = -32700;
const INVALID_REQUEST = -32600;
const METHOD_NOT_FOUND = -32601;
const INVALID_PARAMS = -32602;
const NOT_INITIALIZED = -32002;

interface Message {
  readonly id?: number | string | null;
  readonly method?: string;
  readonly params?: { readonly type?: number; readonly message?: string };
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

let end: () => void = () => {};
afterEach(() => end());

/** The built server, to which the tests write bytes. */
function start() {
  const child = spawn(process.execPath, ['dist/server.cjs', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  end = () => child.kill('SIGKILL');
  const received: Message[] = [];
  const splitter = new MessageSplitter({
    onText: (text) => void received.push(JSON.parse(text)),
    onInvalid: assert.fail,
  });
  child.stdout.on('data', (chunk: Buffer) => splitter.push(chunk));
  const write = (text: string) => child.stdin.write(text);
  const sendText = (text: string) => write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  const find = async (fits: (message: Message) => boolean): Promise<Message> => {
    for (let tries = 0; tries < 1_500; tries++) {
      const found = received.find(fits);
      if (found) return found;
      await new Promise((done) => setTimeout(done, 20));
    }
    throw new Error(`not in ${JSON.stringify(received)}`);
  };
  let id = 0;
  const ask = (method: string, params?: unknown) => {
    id++;
    const own = id;
    sendText(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
    return find((message) => message.id === own && message.method === undefined);
  };
  const codeOf = async (method: string, params?: unknown) => (await ask(method, params)).error?.code;
  const notify = (method: string, params?: unknown) => sendText(JSON.stringify({ jsonrpc: '2.0', method, params }));
  const errors = () =>
    received.flatMap(({ method, params }) =>
      method === 'window/logMessage' && params?.type === 1 ? [params.message] : [],
    );
  const initialize = async () => {
    assert.equal(await codeOf('initialize', { processId: null, rootUri: null, capabilities: {} }), undefined);
    notify('initialized', {});
  };
  return { child, write, sendText, find, ask, codeOf, notify, errors, initialize };
}

const HOVER = [
  'textDocument/hover',
  { textDocument: { uri: 'file:///x.yaml' }, position: { line: 0, character: 0 } },
] as const;

describe('the lifecycle of the server', () => {
  it('has an error for each request before initialize, after shutdown, and for a second initialize', async () => {
    const { codeOf, ask, initialize, notify, child } = start();
    assert.equal(await codeOf(...HOVER), NOT_INITIALIZED);
    assert.equal(await codeOf('unknown/method'), NOT_INITIALIZED);
    assert.equal(await codeOf('shutdown'), NOT_INITIALIZED);
    for (const params of [undefined, null, 5, [], {}, { capabilities: null }])
      assert.equal(await codeOf('initialize', params), INVALID_PARAMS);
    await initialize();
    assert.equal(await codeOf('initialize', { processId: null, rootUri: null, capabilities: {} }), INVALID_REQUEST);
    assert.equal(await codeOf(...HOVER), undefined);
    assert.equal(await codeOf('unknown/method'), METHOD_NOT_FOUND);
    assert.equal((await ask('shutdown')).result, null);
    for (const request of [HOVER, ['shutdown'], ['unknown/method'], ['initialize', { capabilities: {} }]] as const)
      assert.equal(await codeOf(...(request as readonly [string, unknown])), INVALID_REQUEST);
    notify('exit');
    assert.deepEqual(await once(child, 'exit'), [0, null]);
  });

  it('rejects parameters that are missing or have the wrong type', async () => {
    const { codeOf, ask, initialize, notify, find } = start();
    await initialize();
    const textDocument = { uri: 'file:///x.yaml' };
    const position = { line: 0, character: 0 };
    for (const [method, params] of [
      ['textDocument/hover', undefined],
      ['textDocument/hover', { textDocument: {}, position }],
      ['textDocument/hover', { textDocument, position: { line: -1, character: 0 } }],
      ['textDocument/hover', { textDocument, position: { line: '0', character: 0 } }],
      ['textDocument/completion', { textDocument }],
      ['textDocument/codeAction', { textDocument, range: { start: position }, context: {} }],
      ['textDocument/rename', { textDocument, position, newName: null }],
      ['textDocument/selectionRange', { textDocument, positions: [null] }],
      ['textDocument/diagnostic', { textDocument: null }],
      ['workspace/diagnostic', {}],
      ['workspace/symbol', {}],
      ['kamajiMetal3/tree', { cluster: { uri: 5 } }],
    ] as const)
      assert.equal(await codeOf(method, params), INVALID_PARAMS, `${method} ${JSON.stringify(params)}`);
    assert.equal(
      (await ask('textDocument/hover', { textDocument })).error?.message,
      'textDocument/hover: params.position is missing or invalid.',
    );
    notify('textDocument/didOpen', { textDocument: { uri: 'file:///x.yaml', version: 1, text: null } });
    await find(
      ({ params }) =>
        params?.message === 'textDocument/didOpen is ignored: params.textDocument.text is missing or invalid.',
    );
  });

  it('continues after input that is not a message, and logs it', async () => {
    const { codeOf, initialize, write, sendText, find, errors } = start();
    await initialize();
    const inputs: readonly [() => void, number][] = [
      [() => sendText('{"jsonrpc":"2.0","id":1,'), PARSE_ERROR],
      [() => sendText('[]'), INVALID_REQUEST],
      [() => sendText('5'), INVALID_REQUEST],
      [() => sendText('{"jsonrpc":"2.0","id":"odd"}'), INVALID_REQUEST],
      [() => sendText('{"jsonrpc":"2.0","id":{},"method":"x"}'), INVALID_REQUEST],
    ];
    for (const [index, [send, code]] of inputs.entries()) {
      send();
      assert.equal(await codeOf(...HOVER), undefined);
      assert.equal(errors().length, index + 1);
      await find(({ id, error }) => (id === null || id === 'odd') && error?.code === code);
    }
    for (const bytes of [
      'Content-Length: 99999999999999\r\n\r\n',
      'Content-Length: x\r\n\r\n{}',
      'nothing\r\n\r\n',
      `${'x'.repeat(100_000)}`,
      `{${'"a":{'.repeat(10_000)}`,
    ]) {
      const before = errors().length;
      write(bytes);
      assert.equal(await codeOf(...HOVER), undefined);
      assert.equal(errors().length, before + 1, bytes.slice(0, 40));
    }
    sendText(`{"jsonrpc":"2.0","method":"x","params":${'['.repeat(50_000)}${']'.repeat(50_000)}}`);
    assert.equal(await codeOf(...HOVER), undefined);
  });
});
