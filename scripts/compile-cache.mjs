// Creates V8 code caches for the functions that the server and the command line run first, next to the bundles: see
// server/src/node/compiled.ts. Each bundle runs its main task once, so that the cache includes those functions.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const env = { ...process.env, KAMAJI_METAL3_WRITES_COMPILED: '1' };

/** On failure, the bundles stay unchanged, since they also run without a cache. */
export async function writeCompileCaches(folder) {
  spawnSync(process.execPath, [join(folder, 'cli.cjs'), 'lint', 'examples'], { env, stdio: 'ignore' });
  await serveOnce(join(folder, 'server.cjs'));
}

/** Opens a file, edits it, sends typical requests, and shuts the server down. */
async function serveOnce(file) {
  const server = spawn(process.execPath, [file, '--stdio'], { env, stdio: ['pipe', 'pipe', 'ignore'] });
  const ended = new Promise((resolve) => server.once('close', resolve));
  const give = setTimeout(() => server.kill(), 30_000);
  const answers = new Map();
  let heard = Buffer.alloc(0);
  server.stdout.on('data', (data) => {
    heard = Buffer.concat([heard, data]);
    for (;;) {
      const head = heard.indexOf('\r\n\r\n');
      const length = Number(/Content-Length: (\d+)/.exec(heard.subarray(0, Math.max(0, head)).toString())?.[1]);
      if (head < 0 || heard.length < head + 4 + length) return;
      const message = JSON.parse(heard.subarray(head + 4, head + 4 + length).toString());
      heard = heard.subarray(head + 4 + length);
      if (message.method === undefined) answers.get(message.id)?.(message.result);
      else if (message.id !== undefined) send({ id: message.id, result: null });
    }
  });
  const send = (message) => {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    if (server.stdin.writable) server.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  };
  let id = 0;
  const ask = (method, params) =>
    new Promise((resolve) => {
      answers.set(++id, resolve);
      void ended.then(resolve);
      send({ id, method, params });
    });

  const uri = pathToFileURL('examples/mistakes/cluster.yaml').href;
  const textDocument = { uri };
  await ask('initialize', { processId: null, rootUri: null, capabilities: { textDocument: { diagnostic: {} } } });
  send({ method: 'initialized', params: {} });
  const text = readFileSync('examples/mistakes/cluster.yaml', 'utf8');
  send({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'yaml', version: 1, text } } });
  await ask('textDocument/diagnostic', { textDocument });
  const position = { line: 13, character: 0 };
  for (let version = 2; version < 12; version++) {
    const contentChanges = [{ range: { start: position, end: position }, text: version % 2 === 0 ? ' ' : '#\n' }];
    send({ method: 'textDocument/didChange', params: { textDocument: { uri, version }, contentChanges } });
    await ask('textDocument/diagnostic', { textDocument });
    for (const request of ['completion', 'hover', 'definition', 'documentHighlight'])
      await ask(`textDocument/${request}`, { textDocument, position: { line: 4, character: 10 } });
  }
  const range = { start: { line: 0, character: 0 }, end: { line: 40, character: 0 } };
  await ask('textDocument/codeAction', { textDocument, range, context: { diagnostics: [] } });
  for (const request of ['documentSymbol', 'codeLens', 'foldingRange'])
    await ask(`textDocument/${request}`, { textDocument });
  await ask('textDocument/inlayHint', { textDocument, range });
  await ask('shutdown');
  send({ method: 'exit' });
  await ended;
  clearTimeout(give);
}
