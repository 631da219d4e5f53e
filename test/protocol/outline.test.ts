import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { CodeLens, DocumentSymbol, InlayHint, WorkspaceSymbol } from 'vscode-languageserver';
import { type Client, type ClientOptions, startClient } from '../support/client.ts';

const TEXT = `\
apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata:
  name: edge
  namespace: metal3
spec:
  controlPlaneRef:
    apiVersion: controlplane.cluster.x-k8s.io/v1alpha1
    kind: KamajiControlPlane
    name: edge
  infrastructureRef:
    apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
    kind: Metal3Cluster
    name: edge
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3Cluster
metadata:
  name: edge
  namespace: metal3
spec:
  controlPlaneEndpoint:
    host: 10.0.0.10
    port: 6443
  cloudProviderEnabled: false
---
apiVersion: controlplane.cluster.x-k8s.io/v1alpha1
kind: KamajiControlPlane
metadata:
  name: edge
  namespace: metal3
spec:
  addons:
    coreDNS: {}
    kubeProxy: {}
  dataStoreName: default
  kubelet:
    preferredAddressTypes: [InternalIP, ExternalIP, Hostname]
  network:
    serviceType: LoadBalancer
    serviceAddress: 10.0.0.10
  replicas: 2
  version: v1.33.0
---
apiVersion: ipam.metal3.io/v1alpha1
kind: IPPool
metadata:
  name: pool
  namespace: metal3
spec:
  clusterName: edge
  namePrefix: edge-pool
  pools:
    - start: 10.0.0.100
      end: 10.0.0.200
  prefix: 24
---
apiVersion: cluster.x-k8s.io/v1beta1
kind: MachineDeployment
metadata:
  name: workers
  namespace: metal3
spec:
  clusterName: edge
`;
const URI = 'file:///w/cluster.yaml';
const ALL_LINES = { start: { line: 0, character: 0 }, end: { line: 10_000, character: 0 } };

let client: Client | undefined;
afterEach(() => client?.close());

async function start(options: ClientOptions = {}): Promise<Client> {
  client = await startClient({ files: [{ uri: URI, text: TEXT }], ...options });
  return client;
}

describe('the outline over the protocol', () => {
  it('contains the objects of a file and their sections', async () => {
    const { connection } = await start();
    const symbols = await connection.sendRequest<DocumentSymbol[]>('textDocument/documentSymbol', {
      textDocument: { uri: URI },
    });
    assert.equal(symbols[0]?.name, 'Cluster edge (metal3)');
    assert.ok(symbols[0]?.children?.some(({ name }) => name === 'spec'));
    const lines = TEXT.split('\n');
    for (const { name, selectionRange } of symbols)
      assert.equal(lines[selectionRange.start.line], `kind: ${name.split(' ')[0]}`);
    assert.ok(new Set(symbols.map(({ kind }) => kind)).size >= 4, 'kinds of objects have different symbols');
  });

  it('moves unchanged items after an edit, and creates changed items again', async () => {
    const { connection } = await start();
    const textDocument = { uri: URI };
    const ask = async () => ({
      symbols: await connection.sendRequest<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument }),
      lenses: await connection.sendRequest<CodeLens[]>('textDocument/codeLens', { textDocument }),
    });
    await connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: URI, languageId: 'yaml', version: 1, text: TEXT },
    });
    await ask();
    const lines = TEXT.split('\n');
    const line = lines.indexOf('---') + 1;
    const texts = ['# a\n# b\n', 'labels:\n', ''];
    let text = TEXT;
    for (const [at, newText] of [
      [line, texts[0]],
      [0, texts[1]],
      [line + 9, texts[2]],
    ] as const) {
      const position = { line: at, character: 0 };
      const end = newText === '' ? { line: at + 3, character: 0 } : position;
      await connection.sendNotification('textDocument/didChange', {
        textDocument: { uri: URI, version: 2 + texts.indexOf(newText ?? '') },
        contentChanges: [{ range: { start: position, end }, text: newText }],
      });
      const now = text.split('\n');
      now.splice(at, newText === '' ? 3 : 0, ...(newText ?? '').split('\n').slice(0, -1));
      text = now.join('\n');
      const moved = await ask();
      const fresh = await startClient({ files: [{ uri: URI, text }] });
      const request = (method: string) => fresh.connection.sendRequest(method, { textDocument });
      assert.deepEqual(moved.symbols, await request('textDocument/documentSymbol'));
      assert.deepEqual(moved.lenses, await request('textDocument/codeLens'));
      fresh.close();
    }
  });

  it('finds objects of the workspace', async () => {
    const { connection } = await start();
    const [symbol] = await connection.sendRequest<WorkspaceSymbol[]>('workspace/symbol', { query: 'kamaji' });
    assert.equal(symbol?.name, 'KamajiControlPlane edge');
    assert.equal(symbol?.containerName, 'metal3');
    assert.equal(symbol?.location.uri, URI);
  });

  it('shows references above objects, with the client’s own command', async () => {
    const { connection } = await start({ initializationOptions: { showReferencesCommand: 'show' } });
    const lenses = await connection.sendRequest<CodeLens[]>('textDocument/codeLens', { textDocument: { uri: URI } });
    assert.ok(lenses.every(({ command }) => command === undefined));
    const lines = TEXT.split('\n');
    for (const { range } of lenses) assert.match(lines[range.start.line] ?? '', /^apiVersion:/);
    const titles = await Promise.all(
      lenses.map((lens) => connection.sendRequest<CodeLens>('codeLens/resolve', lens).then(({ command }) => command)),
    );
    assert.match(titles[0]?.title ?? '', /^\d+ objects$/);
    assert.equal(titles[0]?.command, 'show');
    assert.equal(titles[0]?.arguments?.[0], URI);
    client?.close();
    const other = await start();
    const [lens] = await other.connection.sendRequest<CodeLens[]>('textDocument/codeLens', {
      textDocument: { uri: URI },
    });
    const resolved = await other.connection.sendRequest<CodeLens>('codeLens/resolve', lens);
    assert.equal(resolved.command?.command, '');
  });

  it('contains hints within the requested range', async () => {
    const { connection } = await start();
    const ask = (range: object) =>
      connection.sendRequest<InlayHint[]>('textDocument/inlayHint', { textDocument: { uri: URI }, range });
    const all = await ask(ALL_LINES);
    assert.ok(all.some(({ label }) => label === '= 101 addresses'));
    assert.deepEqual(await ask({ start: { line: 0, character: 0 }, end: { line: 3, character: 0 } }), []);
  });

  it('has no lenses or hints if the settings disable them, and refreshes them when the settings change', async () => {
    let settings = { codeLens: false, inlayHints: false };
    const { connection, heard } = await start({
      configuration: () => settings,
      capabilities: {
        workspace: { configuration: true, codeLens: { refreshSupport: true }, inlayHint: { refreshSupport: true } },
      },
    });
    const lenses = () => connection.sendRequest('textDocument/codeLens', { textDocument: { uri: URI } });
    const hints = () =>
      connection.sendRequest('textDocument/inlayHint', { textDocument: { uri: URI }, range: ALL_LINES });
    assert.deepEqual([await lenses(), await hints()], [null, null]);
    settings = { codeLens: true, inlayHints: true };
    heard.length = 0;
    await connection.sendNotification('workspace/didChangeConfiguration', { settings: {} });
    for (let tries = 0; tries < 200 && !heard.some(({ method }) => method === 'workspace/inlayHint/refresh'); tries++)
      await new Promise((done) => setTimeout(done, 5));
    assert.ok(heard.some(({ method }) => method === 'workspace/codeLens/refresh'));
    assert.notEqual(await lenses(), null);
    assert.notEqual(await hints(), null);
  });
});
