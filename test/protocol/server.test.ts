import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { type Client, type ClientOptions, edited, heardOf, startClient } from '../support/client.ts';
import { rangeOfMark, readFixture, withMarks } from '../support/fixture.ts';

/** Two objects with different addresses, which are two findings. */
const FIXTURE = readFixture(`\
apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata:
  name: edge
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
spec:
  controlPlaneEndpoint:
    host: 10.0.0.10
#         ^^^^^^^^^ host
    port: 6443
  cloudProviderEnabled: false
---
apiVersion: controlplane.cluster.x-k8s.io/v1alpha1
kind: KamajiControlPlane
metadata:
  name: edge
spec:
  addons:
    coreDNS: {}
    kubeProxy: {}
  dataStoreName: default
  kubelet:
    preferredAddressTypes: [InternalIP, ExternalIP, Hostname]
  network:
    serviceType: LoadBalancer
    serviceAddress: 10.0.0.11
#                   ^^^^^^^^^ address
  replicas: 2
#           ^ replicas
  version: v1.33.0
`);
const [HOST, ADDRESS] = FIXTURE.marks;
assert.ok(HOST && ADDRESS);
const RANGES = { host: rangeOfMark(FIXTURE, HOST), address: rangeOfMark(FIXTURE, ADDRESS) };
const WRONG = withMarks(FIXTURE, {});
const TEXT = withMarks(FIXTURE, { address: '10.0.0.10' });
/** The documents of WRONG: the Cluster with its infrastructure, and the control plane. */
const DOCUMENTS = WRONG.split(/^---\n/m);
const URI = 'file:///w/cluster.yaml';

let client: Client | undefined;
afterEach(() => client?.close());

async function start(options: ClientOptions = {}): Promise<Client> {
  client = await startClient(options);
  return client;
}

describe('a workspace of many files', () => {
  it('gets diagnostics of one file before all files are evaluated, and of all files in the end', async () => {
    const files = Array.from({ length: 120 }, (_, index) => ({
      uri: `file:///w/${index}/cluster.yaml`,
      text: WRONG.replaceAll('name: edge', `name: edge-${index}`),
    }));
    const { connection, pull, heard } = await start({
      files,
      pulls: true,
      capabilities: { workspace: { diagnostics: { refreshSupport: true } } },
    });
    const { items } = await pull('file:///w/119/cluster.yaml');
    assert.equal(items?.length, 2);
    const all = await connection.sendRequest<{ items: { items?: unknown[] }[] }>('workspace/diagnostic', {
      previousResultIds: [],
    });
    assert.equal(all.items.length, files.length);
    assert.ok(all.items.every((each) => each.items?.length === 2));
    const refreshes = heard.filter(({ method }) => method === 'workspace/diagnostic/refresh').length;
    assert.ok(refreshes < 20, `${refreshes} refreshes`);
  });
});

describe('diagnostics that the server pushes', () => {
  it('have the version of the text', async () => {
    const { open, change, nextPublished } = await start();
    const first = nextPublished(({ uri }) => uri === URI);
    await open(URI, TEXT, 7);
    assert.deepEqual(await first, { uri: URI, version: 7, diagnostics: [] });
    const second = nextPublished(({ version }) => version === 8);
    await change(URI, 8, [{ range: RANGES.address, text: '10.0.0.11' }]);
    const { diagnostics } = await second;
    assert.deepEqual(
      diagnostics.map(({ code, source }) => `${source} ${code}`),
      ['kamaji-metal3 endpoint-host-mismatch', 'kamaji-metal3 endpoint-host-mismatch'],
    );
    assert.deepEqual(diagnostics[0]?.range, RANGES.host);
    assert.equal(diagnostics[0]?.relatedInformation?.[0]?.location.uri, URI);
  });

  it('include files that are not open, and follow changes on disk', async () => {
    const files = [{ uri: URI, text: WRONG }];
    const { connection, published, nextPublished } = await start({ files });
    assert.equal(published.at(-1)?.diagnostics.length, 2);
    files[0] = { uri: URI, text: TEXT };
    const next = nextPublished(({ uri }) => uri === URI);
    await connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: URI, type: 2 }] });
    assert.deepEqual((await next).diagnostics, []);
  });

  it('use the text of an open document instead of the file on disk', async () => {
    const { open, connection, nextPublished } = await start({ files: [{ uri: URI, text: WRONG }] });
    const opened = nextPublished(({ version }) => version === 1);
    await open(URI, TEXT);
    assert.deepEqual((await opened).diagnostics, []);
    const closed = nextPublished(({ diagnostics }) => diagnostics.length === 2);
    await connection.sendNotification('textDocument/didClose', { textDocument: { uri: URI } });
    await closed;
  });

  it('accept any spelling of a URI, and use the client’s spelling', async () => {
    const { open, nextPublished } = await start({ files: [{ uri: 'file:///w/my%20cluster.yaml', text: WRONG }] });
    const uri = 'file:///w/my cluster.yaml';
    const opened = nextPublished((params) => params.uri === uri);
    await open(uri, TEXT);
    assert.deepEqual((await opened).diagnostics, []);
  });

  it('ignore documents of other API groups', async () => {
    const { open, nextPublished } = await start();
    const opened = nextPublished(({ uri }) => uri === 'file:///w/other.yaml');
    await open('file:///w/other.yaml', 'apiVersion: v1\nkind: Service\nspec: [\n');
    assert.deepEqual((await opened).diagnostics, []);
  });
});

describe('diagnostics that the client pulls', () => {
  it('are full, then unchanged, and are not pushed', async () => {
    const { open, pull, published, initialized } = await start({ pulls: true });
    assert.equal(initialized.capabilities.diagnosticProvider?.interFileDependencies, true);
    await open(URI, WRONG);
    const first = await pull(URI);
    assert.equal(first.items?.length, 2);
    assert.deepEqual(await pull(URI, first.resultId), { kind: 'unchanged', resultId: first.resultId });
    assert.deepEqual(published, []);
  });

  it('are current right after an edit', async () => {
    const { open, change, pull } = await start({ pulls: true });
    await open(URI, TEXT);
    assert.deepEqual((await pull(URI)).items, []);
    void change(URI, 2, [{ text: WRONG }]);
    assert.equal((await pull(URI)).items?.length, 2);
  });

  it('cover the workspace, and clear deleted files', async () => {
    const files = [{ uri: URI, text: WRONG }];
    const { connection } = await start({ pulls: true, files });
    const ask = (
      previousResultIds: object[],
    ): Promise<{ items: { uri: string; kind: string; resultId: string; items?: object[] }[] }> =>
      connection.sendRequest('workspace/diagnostic', { previousResultIds });
    const [report] = (await ask([])).items;
    assert.equal(report?.items?.length, 2);
    files.pop();
    await connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: URI, type: 3 }] });
    await new Promise((done) => setTimeout(done, 20));
    const [cleared] = (await ask([{ uri: URI, value: report?.resultId }])).items;
    assert.deepEqual(cleared?.items, []);
  });

  it('are refreshed when they change', async () => {
    const { open, heard } = await start({
      pulls: true,
      capabilities: { workspace: { diagnostics: { refreshSupport: true } } },
    });
    await open(URI, WRONG);
    await heardOf(heard, 'workspace/diagnostic/refresh');
  });

  it('are not refreshed for the edited file, because the client requests them itself', async () => {
    const { open, change, pull, heard } = await start({
      pulls: true,
      capabilities: { workspace: { diagnostics: { refreshSupport: true } } },
    });
    const [cluster, infrastructure, wrong = ''] = DOCUMENTS;
    const controlPlane = wrong.replace('10.0.0.11', '10.0.0.10');
    const others = 'file:///w/others.yaml';
    await open(URI, controlPlane);
    await open(others, `${cluster}---\n${infrastructure}`);
    assert.deepEqual([(await pull(URI)).items, (await pull(others)).items], [[], []]);
    const refreshes = () => heard.filter(({ method }) => method === 'workspace/diagnostic/refresh').length;
    const before = refreshes();
    const end = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    await change(URI, 2, [{ range: end, text: '# mine\n' }]);
    await pull(URI);
    assert.equal(refreshes(), before);
    await change(URI, 3, [{ text: wrong }]);
    assert.equal((await pull(URI)).items?.length, 1);
    assert.equal(refreshes(), before + 1);
    assert.equal((await pull(others)).items?.length, 1);
  });
});

describe('fixes', () => {
  it('are versioned edits of any document', async () => {
    const { open, codeActions } = await start();
    await open(URI, WRONG, 3);
    const actions = await codeActions(URI, RANGES.address);
    assert.deepEqual(
      actions.map(({ title }) => title),
      [
        'Change serviceAddress of KamajiControlPlane "edge" to 10.0.0.10',
        'Change host of Metal3Cluster "edge" to 10.0.0.11',
        'Ignore endpoint-host-mismatch for this line',
        'Ignore endpoint-host-mismatch for this object',
        'Ignore endpoint-host-mismatch for this file',
      ],
    );
    const [, other] = actions;
    assert.equal(edited(WRONG, URI, other?.edit), withMarks(FIXTURE, { host: '10.0.0.11' }));
    assert.deepEqual(
      other?.edit?.documentChanges?.map((change) => 'textDocument' in change && change.textDocument),
      [{ uri: URI, version: 3 }],
    );
    assert.equal(other?.diagnostics?.[0]?.code, 'endpoint-host-mismatch');
    assert.match(
      edited(WRONG, URI, actions[2]?.edit),
      /serviceAddress: 10\.0\.0\.11 # kamaji-metal3: ignore endpoint-host-mismatch\n/,
    );
  });

  it('can change files that are not open', async () => {
    const [cluster, infrastructure, controlPlane = ''] = DOCUMENTS;
    const files = [{ uri: 'file:///w/rest.yaml', text: controlPlane }];
    const { open, codeActions } = await start({ files });
    await open(URI, `${cluster}---\n${infrastructure}`);
    const actions = await codeActions(URI, RANGES.host);
    const edit = actions.find(({ title }) => title.startsWith('Change serviceAddress'))?.edit;
    assert.deepEqual(
      edit?.documentChanges?.map((change) => 'textDocument' in change && change.textDocument),
      [{ uri: 'file:///w/rest.yaml', version: null }],
    );
  });

  it('for the complete file are only returned on request', async () => {
    const text = withMarks(FIXTURE, { address: '10.0.0.10', replicas: '"2"' });
    const { open, codeActions } = await start();
    await open(URI, text);
    const everything = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };
    assert.deepEqual(
      (await codeActions(URI, everything)).filter(({ kind }) => kind?.startsWith('source')),
      [],
    );
    const [action] = await codeActions(URI, everything, ['source.fixAll']);
    assert.equal(edited(text, URI, action?.edit), TEXT);
  });
});

describe('settings', () => {
  it('change the reported diagnostics at once', async () => {
    let configuration: unknown = { rules: { 'endpoint-host-mismatch': 'hint' } };
    const capabilities = { workspace: { configuration: true } };
    const { open, connection, nextPublished } = await start({ capabilities, configuration: () => configuration });
    const first = nextPublished(({ diagnostics }) => diagnostics.length === 2);
    await open(URI, WRONG);
    assert.deepEqual(
      (await first).diagnostics.map(({ severity }) => severity),
      [4, 4],
    );
    configuration = { rules: { 'endpoint-host-mismatch': 'off', nonsense: 5 }, files: 'nonsense' };
    const second = nextPublished(({ diagnostics }) => diagnostics.length === 0);
    await connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await second;
  });

  it('disable YAML syntax errors while Red Hat’s extension is active', async () => {
    const broken = withMarks(FIXTURE, { host: '[' });
    const { open, connection, nextPublished } = await start({ initializationOptions: { redHatYamlActive: true } });
    const first = nextPublished(({ uri }) => uri === URI);
    await open(URI, broken);
    assert.deepEqual(
      (await first).diagnostics.filter(({ code }) => code === 'yaml-syntax-error'),
      [],
    );
    const second = nextPublished(({ diagnostics }) => diagnostics.some(({ code }) => code === 'yaml-syntax-error'));
    await connection.sendNotification('kamajiMetal3/redHatYaml', { active: false });
    await second;
  });
});

describe('the server', () => {
  it('sends its status, and registers for changes on disk', async () => {
    const capabilities = { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } };
    const { heard, open, change, pull } = await start({ files: [{ uri: URI, text: TEXT }], capabilities });
    const status = await heardOf(heard, 'kamajiMetal3/status', ({ state }: { state: string }) => state === 'ready');
    assert.deepEqual(status, { state: 'ready', files: 1, objects: 3 });
    await open('untitled:Untitled-1', TEXT);
    await heardOf(heard, 'kamajiMetal3/status', ({ files }: { files: number }) => files === 2);
    await change('untitled:Untitled-1', 2, [{ text: '' }]);
    await pull(URI);
    const last = heard.findLast(({ method }) => method === 'kamajiMetal3/status');
    assert.deepEqual(last?.params, { state: 'ready', files: 1, objects: 3 });
    await heardOf(heard, 'client/registerCapability', (params) =>
      JSON.stringify(params).includes('**/*.{yaml,yml,json}'),
    );
  });

  it('reports progress if the client supports it', async () => {
    const { heard } = await start({
      files: [{ uri: URI, text: TEXT }],
      capabilities: { window: { workDoneProgress: true } },
    });
    await heardOf(heard, 'window/workDoneProgress/create');
    await heardOf(heard, '$/progress', ({ value }: { value: { kind: string } }) => value.kind === 'end');
  });

  it('follows added and removed workspace folders', async () => {
    const files = [{ uri: 'file:///v/cluster.yaml', text: WRONG }];
    const capabilities = { workspace: { workspaceFolders: true } };
    const { connection, nextPublished } = await start({ files, capabilities });
    const folder = { uri: 'file:///v', name: 'v' };
    const found = nextPublished(({ diagnostics }) => diagnostics.length === 2);
    await connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [folder], removed: [] },
    });
    await found;
    const cleared = nextPublished(({ diagnostics }) => diagnostics.length === 0);
    await connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [], removed: [folder] },
    });
    await cleared;
  });

  it('rejects a request that is cancelled before it is dispatched', async () => {
    const { open, connection } = await start({ pulls: true });
    await open(URI, WRONG);
    const { CancellationTokenSource } = await import('vscode-languageserver/node');
    const source = new CancellationTokenSource();
    const response = connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: URI } }, source.token);
    source.cancel();
    await assert.rejects(response, { code: -32800 });
  });
});
