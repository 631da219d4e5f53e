import { PassThrough } from 'node:stream';
import {
  type ClientCapabilities,
  type CodeAction,
  createConnection,
  createMessageConnection,
  type Diagnostic,
  type InitializeResult,
  type MessageConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { isConfigurationFile, type Reading, type SchemaStore, type Snippet } from '../../server/src/core/index.ts';
import { CONNECTION_OPTIONS } from '../../server/src/lsp/connection-options.ts';
import type { Host } from '../../server/src/lsp/host.ts';
import { serve } from '../../server/src/lsp/serve.ts';
import { bundledDescriptions } from '../../server/src/node/bundled-descriptions.ts';
import { bundledUsage } from '../../server/src/node/bundled-usage.ts';
import { configurationCheck } from '../../server/src/node/configuration-check.ts';
import { REGISTRY } from '../../server/src/providers/index.ts';
import { pathStates, SCHEMAS } from './check.ts';
import type { FixtureFile } from './fixture.ts';

/** A client that is connected to our server by real streams, in one process. */
export interface Client {
  readonly connection: MessageConnection;
  readonly initialized: InitializeResult;
  /** Published diagnostics in order. */
  readonly published: readonly PublishDiagnosticsParams[];
  nextPublished(fits: (params: PublishDiagnosticsParams) => boolean): Promise<PublishDiagnosticsParams>;
  open(uri: string, text: string, version?: number): Promise<void>;
  change(uri: string, version: number, changes: readonly object[]): Promise<void>;
  pull(uri: string, previousResultId?: string): Promise<{ kind: string; resultId: string; items?: Diagnostic[] }>;
  codeActions(uri: string, range: Diagnostic['range'], only?: string[]): Promise<CodeAction[]>;
  /** Requests and notifications from the server. */
  readonly heard: { readonly method: string; readonly params: unknown }[];
  close(): void;
}

export interface ClientOptions {
  readonly files?: FixtureFile[];
  readonly pulls?: boolean;
  /** Without schemas, fields are not validated. */
  readonly schemas?: SchemaStore;
  readonly capabilities?: ClientCapabilities;
  /** Answers workspace/configuration. */
  readonly configuration?: () => unknown;
  readonly initializationOptions?: unknown;
  readonly snippets?: readonly Snippet[];
  /** The texts of rule pages, by rule. */
  readonly pages?: Readonly<Record<string, string>>;
  /** Returns the URI of a rule's page on the machine of the server. */
  readonly rulePage?: (rule: string) => string | undefined;
}

export async function startClient(options: ClientOptions = {}): Promise<Client> {
  const [up, down] = [new PassThrough(), new PassThrough()];
  const files = options.files ?? [];
  serve(createConnection(new StreamMessageReader(up), new StreamMessageWriter(down), CONNECTION_OPTIONS), {
    registry: REGISTRY,
    host: memoryHost(files),
    version: '0.0.0',
    defer: setImmediate,
    clock: () => performance.now(),
    schemas: options.schemas ?? SCHEMAS,
    content: {
      descriptions: bundledDescriptions('build/none'),
      usage: bundledUsage('schemas/usage.json'),
      snippets: options.snippets ?? [],
      pages: options.pages ?? {},
    },
    ...(options.rulePage ? { rulePage: options.rulePage } : {}),
  });
  const connection = createMessageConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  const heard: { method: string; params: unknown }[] = [];
  const published: PublishDiagnosticsParams[] = [];
  const waiting = new Set<(params: PublishDiagnosticsParams) => void>();
  connection.onNotification((method, params) => void heard.push({ method, params }));
  connection.onUnhandledProgress((params) => void heard.push({ method: '$/progress', params }));
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    published.push(params);
    for (const wait of waiting) wait(params);
  });
  connection.onRequest((method, params) => {
    heard.push({ method, params });
    if (method === 'workspace/configuration') return [options.configuration?.() ?? null];
    return null;
  });
  connection.listen();
  const initialized: InitializeResult = await connection.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    workspaceFolders: [{ uri: 'file:///w', name: 'w' }],
    initializationOptions: options.initializationOptions,
    capabilities: {
      ...options.capabilities,
      workspace: { workspaceEdit: { documentChanges: true }, ...options.capabilities?.workspace },
      textDocument: { ...options.capabilities?.textDocument, ...(options.pulls ? { diagnostic: {} } : {}) },
    },
  });
  await connection.sendNotification('initialized', {});
  await heardOf(heard, 'kamajiMetal3/status', ({ state }: { state: string }) => state === 'ready');
  return {
    connection,
    initialized,
    published,
    heard,
    nextPublished: (fits) =>
      new Promise((resolve) => {
        const wait = (params: PublishDiagnosticsParams) => {
          if (!fits(params)) return;
          waiting.delete(wait);
          resolve(params);
        };
        waiting.add(wait);
      }),
    open: (uri, text, version = 1) =>
      connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version, text } }),
    change: (uri, version, contentChanges) =>
      connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges }),
    pull: (uri, previousResultId) =>
      connection.sendRequest('textDocument/diagnostic', { textDocument: { uri }, previousResultId }),
    codeActions: (uri, range, only) =>
      connection.sendRequest('textDocument/codeAction', {
        textDocument: { uri },
        range,
        context: { diagnostics: [], ...(only ? { only } : {}) },
      }),
    close: () => connection.dispose(),
  };
}

/** Waits for a message from the server that matches; it may have arrived already. */
export async function heardOf<P>(
  heard: readonly { method: string; params: unknown }[],
  method: string,
  fits: (params: P) => boolean = () => true,
): Promise<P> {
  for (let tries = 0; tries < 500; tries++) {
    const found = heard.find((each) => each.method === method && fits(each.params as P));
    if (found) return found.params as P;
    await new Promise((done) => setTimeout(done, 5));
  }
  throw new Error(`The server did not send ${method}; it sent ${heard.map((each) => each.method).join(', ')}`);
}

/** Files in memory, which tests can change while the server runs. */
/** Supports complete names only. */
function isListed(folder: string, uri: string, { exclude, include }: Reading): boolean {
  const names = uri.slice(folder.length).split('/');
  const isIncluded = include.every((each) => each.include.some((name) => names.includes(name)));
  const isHidden = names.some((name) => name === 'node_modules');
  const isManifest = /\.(ya?ml|json)$|\/Kustomization$/.test(uri) && !isHidden;
  return uri.startsWith(`${folder}/`) && isManifest && isIncluded && !exclude.some((name) => names.includes(name));
}

function memoryHost(files: readonly FixtureFile[]): Host {
  const manifests = () => files.map(({ uri }) => uri).filter((uri) => !isConfigurationFile(uri));
  return {
    async *list(folder, reading) {
      yield manifests().filter((uri) => isListed(folder, uri, reading));
    },
    isListed,
    read: async (uri) => files.find((file) => file.uri === uri)?.text,
    pathStates: async (uris, folders) => {
      const visible = uris.filter((uri) => folders.some((folder) => uri.startsWith(`${folder}/`)));
      return new Map([...uris.map((uri) => [uri, { kind: 'unknown' }] as const), ...pathStates(visible, files)]);
    },
    configurationFiles: async () => files.map(({ uri }) => uri).filter(isConfigurationFile),
    match: async (folder, names, within) => {
      const matching = names.map((name) => new URL(name, `${folder}/`).href);
      return files
        .map(({ uri }) => uri)
        .filter((uri) => matching.includes(uri) && (within === undefined || uri.startsWith(`${within}/`)));
    },
    configurationCheck: async (providers) => configurationCheck(providers),
  };
}

/** Returns a text after the edits of a workspace edit. */
export function edited(text: string, uri: string, edit: WorkspaceEdit | undefined): string {
  const edits = (edit?.documentChanges ?? []).flatMap((change) =>
    'textDocument' in change && change.textDocument.uri === uri ? (change.edits as TextEdit[]) : [],
  );
  const lines = text.split('\n');
  const offset = ({ line, character }: { line: number; character: number }) =>
    lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0) + character;
  return edits
    .map(({ range, newText }) => ({ start: offset(range.start), end: offset(range.end), newText }))
    .sort((a, b) => b.start - a.start)
    .reduce((result, { start, end, newText }) => result.slice(0, start) + newText + result.slice(end), text);
}
