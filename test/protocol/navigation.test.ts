import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  DocumentHighlight,
  Location,
  LocationLink,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { type Client, type ClientOptions, edited, startClient } from '../support/client.ts';
import { rangeOfMark, readFixture, withMarks } from '../support/fixture.ts';

const FIXTURE = readFixture(`\
apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata:
  name: edge
#       ^^^^ cluster
spec:
  controlPlaneRef:
    apiVersion: controlplane.cluster.x-k8s.io/v1alpha1
    kind: KamajiControlPlane
    name: plane
#         ^^^^^ reference
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
    port: 6443
  cloudProviderEnabled: false
---
apiVersion: controlplane.cluster.x-k8s.io/v1alpha1
kind: KamajiControlPlane
metadata:
  name: plane
#       ^^^^^ definition
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
spec:
  clusterName: edge
#              ^^^^ cluster of the pool
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
spec:
  clusterName: edge
  selector: {}
  template:
    spec:
      clusterName: edge
      bootstrap:
        dataSecretName: workers
      infrastructureRef:
        apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
        kind: Metal3MachineTemplate
        name: workers
      version: v1.33.0
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3DataTemplate
metadata:
  name: data
spec:
  clusterName: edge
`);
const TEXT = withMarks(FIXTURE, {});
const URI = 'file:///w/cluster.yaml';

let client: Client | undefined;
afterEach(() => client?.close());

async function start(options: ClientOptions = {}): Promise<Client> {
  client = await startClient({ files: [{ uri: URI, text: TEXT }], ...options });
  return client;
}

/** Returns the range of the mark with a text. */
function rangeOf(name: string) {
  const mark = FIXTURE.marks.find(({ text }) => text === name);
  assert.ok(mark, name);
  return rangeOfMark(FIXTURE, mark);
}

/** Returns the parameters of a request at a mark. */
function at(name: string) {
  return { textDocument: { uri: URI }, position: rangeOf(name).start };
}

describe('navigation over the protocol', () => {
  it('is announced, with a prepared rename only for clients that support it', async () => {
    const { initialized } = await start();
    const { capabilities } = initialized;
    for (const name of ['definition', 'declaration', 'implementation', 'references', 'documentHighlight'])
      assert.equal(capabilities[`${name}Provider` as 'hoverProvider'], true, name);
    assert.equal(capabilities.renameProvider, true);
    client?.close();
    const second = await start({ capabilities: { textDocument: { rename: { prepareSupport: true } } } });
    assert.deepEqual(second.initialized.capabilities.renameProvider, { prepareProvider: true });
  });

  it('finds the definition, as a link for clients that support links', async () => {
    const { connection } = await start();
    const [location] = await connection.sendRequest<Location[]>('textDocument/definition', at('reference'));
    assert.equal(location?.uri, URI);
    assert.equal(location?.range.start.line, rangeOf('definition').start.line);
    client?.close();
    const second = await start({ capabilities: { textDocument: { definition: { linkSupport: true } } } });
    const [link] = await second.connection.sendRequest<LocationLink[]>('textDocument/definition', at('reference'));
    assert.deepEqual(link?.targetSelectionRange, location?.range);
    assert.ok((link?.targetRange.start.line ?? 0) < rangeOf('definition').start.line);
  });

  it('finds references, with the definition on request', async () => {
    const { connection } = await start();
    const ask = (includeDeclaration: boolean) =>
      connection.sendRequest<Location[]>('textDocument/references', {
        ...at('definition'),
        context: { includeDeclaration },
      });
    const [without, all] = [await ask(false), await ask(true)];
    assert.deepEqual(
      without.map(({ range }) => range.start.line),
      [rangeOf('reference').start.line],
    );
    assert.equal(all.length, without.length + 1);
    const highlights = await connection.sendRequest<DocumentHighlight[]>(
      'textDocument/documentHighlight',
      at('definition'),
    );
    assert.deepEqual(highlights.map(({ kind }) => kind).sort(), [2, 3]);
  });

  it('renames in one edit, and gives the reason if a name cannot be renamed', async () => {
    const { connection } = await start({ capabilities: { textDocument: { rename: { prepareSupport: true } } } });
    const place = at('reference');
    const prepared = await connection.sendRequest<{ placeholder: string }>('textDocument/prepareRename', place);
    assert.equal(prepared.placeholder, 'plane');
    const edit = await connection.sendRequest<WorkspaceEdit>('textDocument/rename', { ...place, newName: 'other' });
    assert.equal(edited(TEXT, URI, edit), withMarks(FIXTURE, { reference: 'other', definition: 'other' }));
    await assert.rejects(
      connection.sendRequest('textDocument/rename', { ...place, newName: 'Edge One' }),
      /"Edge One" is not a valid object name/,
    );
    await assert.rejects(
      connection.sendRequest('textDocument/prepareRename', { ...place, position: { line: 0, character: 0 } }),
      /Only names of objects/,
    );
  });

  it('includes files that are not open, each with its version', async () => {
    const [cluster = '', ...others] = TEXT.split('---\n');
    const workers = { uri: 'file:///w/others.yaml', text: others.join('---\n') };
    const { connection, open } = await start({ files: [{ uri: URI, text: cluster }, workers] });
    await open(URI, cluster, 7);
    const place = at('cluster');
    const found = await connection.sendRequest<Location[]>('textDocument/references', {
      ...place,
      context: { includeDeclaration: false },
    });
    assert.ok(found.length > 3 && found.every(({ uri }) => uri === workers.uri));
    const { documentChanges = [] } = await connection.sendRequest<WorkspaceEdit>('textDocument/rename', {
      ...place,
      newName: 'other',
    });
    const versions = documentChanges.map(
      (each) => 'textDocument' in each && [each.textDocument.uri, each.textDocument.version],
    );
    assert.deepEqual(versions, [
      [URI, 7],
      [workers.uri, null],
    ]);
  });

  it('returns edits without versions to clients that do not support versions', async () => {
    const plain = await start({ capabilities: { workspace: { workspaceEdit: {} } } });
    const ask = ({ connection }: Client) =>
      connection.sendRequest<WorkspaceEdit>('textDocument/rename', { ...at('reference'), newName: 'other' });
    const { documentChanges: none, changes = {} } = await ask(plain);
    assert.equal(none, undefined);
    plain.close();
    const { documentChanges = [], changes: nothing } = await ask(await start());
    assert.equal(nothing, undefined);
    assert.deepEqual(
      Object.entries(changes),
      documentChanges.map((each) => 'textDocument' in each && [each.textDocument.uri, each.edits]),
    );
    assert.ok((changes[URI]?.length ?? 0) > 1);
  });

  it('does not rename a name that contains a template variable', async () => {
    const text = withMarks(FIXTURE, { cluster: 'edge-${CLUSTER_NAME}', 'cluster of the pool': 'edge-${CLUSTER_NAME}' });
    const { connection } = await start({ files: [{ uri: URI, text }] });
    const place = at('cluster of the pool');
    await assert.rejects(connection.sendRequest('textDocument/prepareRename', place), /Rename its variable/);
    const [definition] = await connection.sendRequest<Location[]>('textDocument/definition', place);
    assert.deepEqual(definition?.range.start, rangeOf('cluster').start);
  });

  it('shows referring objects and referenced objects as a call hierarchy', async () => {
    const { connection } = await start();
    const [item] = await connection.sendRequest<CallHierarchyItem[]>(
      'textDocument/prepareCallHierarchy',
      at('reference'),
    );
    assert.equal(item?.name, 'KamajiControlPlane "plane"');
    const incoming = await connection.sendRequest<CallHierarchyIncomingCall[]>('callHierarchy/incomingCalls', { item });
    assert.deepEqual(
      incoming.map(({ from }) => from.name),
      ['Cluster "edge"'],
    );
    assert.equal(incoming[0]?.fromRanges[0]?.start.line, rangeOf('reference').start.line);
    const [cluster] = incoming;
    const outgoing = await connection.sendRequest<CallHierarchyOutgoingCall[]>('callHierarchy/outgoingCalls', {
      item: cluster?.from,
    });
    assert.deepEqual(
      outgoing.map(({ to }) => to.name),
      ['KamajiControlPlane "plane"', 'Metal3Cluster "edge"'],
    );
  });

  it('returns null for an unknown file', async () => {
    const { connection } = await start();
    const nowhere = { textDocument: { uri: 'file:///w/none.yaml' }, position: { line: 0, character: 0 } };
    for (const method of ['definition', 'declaration', 'implementation', 'documentHighlight', 'documentLink'])
      assert.equal(await connection.sendRequest(`textDocument/${method}`, nowhere), null, method);
  });
});
