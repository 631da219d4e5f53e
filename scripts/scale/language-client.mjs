// A client for language servers that communicate over standard input and output.
import { spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { usageOf } from './programs.mjs';

const TIMEOUT = 300_000;

export class LanguageClient {
  #process;
  #connection;
  #capabilities = {};
  #versions = new Map();
  /** Called with the URI when diagnostics are pushed. */
  #onPush = () => {};
  /** Rejects when the process ends. */
  #ended;
  /** Resolves when our server has read all files. */
  ready;

  /** Settings are answers to `workspace/configuration`, by section. */
  constructor([program, ...words], settings) {
    this.#process = spawn(program, words, { stdio: ['pipe', 'pipe', 'inherit'] });
    const { stdin, stdout } = this.#process;
    this.#ended = new Promise((_, reject) => {
      this.#process.once('error', reject);
      this.#process.once('exit', () => reject(new Error('The server has ended')));
    });
    // Nothing may be waiting when it ends.
    this.#ended.catch(() => {});
    stdin.on('error', () => {});
    this.#connection = createMessageConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
    const sections = ({ items }) => items.map(({ section }) => settings?.[section] ?? null);
    this.#connection.onRequest((method, parameters) =>
      method === 'workspace/configuration' ? sections(parameters) : null,
    );
    this.#connection.onNotification('textDocument/publishDiagnostics', ({ uri }) => this.#onPush(uri));
    this.ready = new Promise((resolve) => {
      this.#connection.onNotification('kamajiMetal3/status', ({ state }) => state === 'ready' && resolve());
    });
    this.#connection.listen();
  }

  get usage() {
    return usageOf(this.#process.pid);
  }

  onRequest(method, answer) {
    this.#connection.onRequest(method, answer);
  }

  async initialize(folder, workspaceCapabilities = {}) {
    const uri = pathToFileURL(folder).href;
    const { capabilities } = await this.request('initialize', {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: [{ uri, name: 'scale' }],
      capabilities: {
        textDocument: { diagnostic: {} },
        workspace: { workspaceFolders: true, ...workspaceCapabilities },
      },
    });
    this.#capabilities = capabilities;
    await this.notify('initialized', {});
  }

  request(method, parameters) {
    return this.#inTime(method, this.#connection.sendRequest(method, parameters));
  }

  notify(method, parameters) {
    return this.#connection.sendNotification(method, parameters);
  }

  open({ uri, text }) {
    this.#versions.set(uri, 0);
    return this.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 0, text } });
  }

  change({ uri }, range, text) {
    const version = this.#versions.get(uri) + 1;
    this.#versions.set(uri, version);
    return this.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ range, text }] });
  }

  /** Sends a change, and returns the milliseconds until the diagnostics of the file arrive, pulled or pushed. */
  async millisecondsToDiagnostics({ uri }, send) {
    const start = performance.now();
    const pushed = new Promise((resolve) => {
      this.#onPush = (other) => decodeURIComponent(other) === decodeURIComponent(uri) && resolve();
    });
    await send();
    if (this.#capabilities.diagnosticProvider) await this.request('textDocument/diagnostic', { textDocument: { uri } });
    else await this.#inTime('textDocument/publishDiagnostics', pushed);
    return performance.now() - start;
  }

  async stop() {
    await this.request('shutdown');
    await this.notify('exit');
    await this.#ended.catch(() => {});
  }

  kill() {
    this.#process.kill('SIGKILL');
    this.#connection.dispose();
  }

  /** Rejects if the server ends or does not answer. */
  async #inTime(what, answer) {
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`${what}: no answer in ${TIMEOUT / 1000} s`)), TIMEOUT);
    });
    try {
      return await Promise.race([answer, this.#ended, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}
