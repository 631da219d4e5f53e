import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { PICTURE, TREE, TREE_CHANGED, type TreeItem, type TreeResult } from '../../protocol/index.ts';
import { type Client, heardOf, startClient } from '../support/client.ts';
import { rangeOfMark, readFixture } from '../support/fixture.ts';

const FIXTURE = readFixture(`\
apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata:
  name: edge-1
  namespace: edge
spec:
  controlPlaneRef:
    apiVersion: controlplane.cluster.x-k8s.io/v1alpha1
    kind: KamajiControlPlane
    name: edge-1
  infrastructureRef:
    apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
    kind: Metal3Cluster
    name: edge-1
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3Cluster
metadata:
  name: edge-1
  namespace: edge
spec:
  controlPlaneEndpoint:
    host: 10.0.0.10 # the control plane publishes another address
    port: 6443
  cloudProviderEnabled: false
---
apiVersion: controlplane.cluster.x-k8s.io/v1alpha1
kind: KamajiControlPlane
metadata:
  name: edge-1
  namespace: edge
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
  replicas: 2
  version: v1.33.0
---
apiVersion: ipam.metal3.io/v1alpha1
kind: IPPool
metadata:
  name: edge-1-pool
  namespace: edge
spec:
  clusterName: edge-1
  namePrefix: edge-1-pool
---
apiVersion: cluster.x-k8s.io/v1beta1
kind: MachineDeployment
metadata:
  name: edge-1-workers
  namespace: edge
spec:
  clusterName: edge-1
  replicas: 1
  selector: {}
  template:
    spec:
      clusterName: edge-1
      version: v1.33.0
      bootstrap:
        configRef:
          apiVersion: bootstrap.cluster.x-k8s.io/v1beta1
          kind: KubeadmConfigTemplate
          name: edge-1-workers
      infrastructureRef:
        apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
        kind: Metal3MachineTemplate
        name: edge-1-worker
#             ^^^^^^^^^^^^^ missing
---
apiVersion: bootstrap.cluster.x-k8s.io/v1beta1
kind: KubeadmConfigTemplate
metadata:
  name: edge-1-workers
  namespace: edge
spec:
  template:
    spec:
      joinConfiguration: {}
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3MachineTemplate
metadata:
  name: edge-1-workers
  namespace: edge
spec:
  template:
    spec:
      image:
        url: http://192.0.2.1/node.raw
        checksum: http://192.0.2.1/node.raw.sha256sum
`);
const [{ text: TEXT } = { text: '' }] = FIXTURE.files;
const [MISSING] = FIXTURE.marks;
assert.ok(MISSING);
const URI = 'file:///w/cluster.yaml';

let client: Client | undefined;
afterEach(() => client?.close());

async function start(text: string): Promise<Client> {
  client = await startClient({ files: [{ uri: URI, text }] });
  return client;
}

function flat(item: TreeItem): readonly TreeItem[] {
  return [item, ...(item.children ?? []).flatMap(flat)];
}

describe('the tree over the protocol', () => {
  it('contains the location and the findings of each item', async () => {
    const { connection } = await start(TEXT);
    const { clusters } = await connection.sendRequest<TreeResult>(TREE, {});
    assert.equal(clusters.length, 1);
    const items = clusters.flatMap(flat);
    const infrastructure = items.find(({ role }) => role === 'ClusterInfrastructure');
    assert.equal(infrastructure?.severity, 'error');
    assert.match(infrastructure?.messages[0] ?? '', /Control plane endpoint mismatch/);
    assert.equal(infrastructure?.kind, 'Metal3Cluster');
    assert.equal(infrastructure?.name, 'edge-1');
    assert.equal(infrastructure?.note, 'host 10.0.0.10 ≠ 10.0.0.11');
    assert.deepEqual([infrastructure.group, infrastructure.namespace], ['infrastructure.cluster.x-k8s.io', 'edge']);
    assert.equal(items.find(({ label }) => label === '1 Machine')?.state, 'planned');
    const missing = items.find(({ state }) => state === 'missing');
    assert.deepEqual([missing?.group, missing?.namespace], ['infrastructure.cluster.x-k8s.io', 'edge']);
    assert.equal(missing?.label, 'Metal3MachineTemplate/edge-1-worker');
    assert.equal(missing?.location?.range.start.line, rangeOfMark(FIXTURE, MISSING).start.line);
  });

  it('carries the icon of each item', async () => {
    const { connection } = await start(TEXT);
    const { clusters } = await connection.sendRequest<TreeResult>(TREE, {});
    const icons = new Map(clusters.flatMap(flat).map(({ label, icon }) => [label.split('/')[0], icon]));
    for (const [label, icon] of [
      ['Cluster', 'server-environment'],
      ['KamajiControlPlane', 'circuit-board'],
      ['Metal3MachineTemplate', 'vm-outline'],
      ['IPPool', 'list-ordered'],
      ['Workers', 'folder'],
    ] as const)
      assert.equal(icons.get(label), icon, label);
    const machines = [...icons].find(([label]) => /^\d+ Machines?$/.test(label ?? ''));
    assert.equal(machines?.[1], 'vm');
  });

  it('is not drawn for a Cluster of another API group', async () => {
    const text = 'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: pg}\n';
    const { connection } = await start(text);
    const cluster = { uri: URI, position: { line: 2, character: 0 } };
    assert.deepEqual(await connection.sendRequest(TREE, { cluster }), { clusters: [] });
    assert.equal(await connection.sendRequest(PICTURE, { cluster }), null);
  });

  it('is reported as changed once after a request', async () => {
    const { connection, open, change, heard } = await start(TEXT);
    await open(URI, TEXT);
    await connection.sendRequest(TREE, {});
    heard.length = 0;
    const edit = (version: number) =>
      change(URI, version, [
        { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '#\n' },
      ]);
    await edit(2);
    await heardOf(heard, TREE_CHANGED);
    await edit(3);
    await connection.sendRequest('textDocument/foldingRange', { textDocument: { uri: URI } });
    assert.equal(heard.filter(({ method }) => method === TREE_CHANGED).length, 1);
    await connection.sendRequest(TREE, {});
    heard.length = 0;
    await edit(4);
    await heardOf(heard, TREE_CHANGED);
  });

  it('omits the children if there are many Clusters', async () => {
    const many = Array.from({ length: 30 }, (_, index) => TEXT.replaceAll('edge-1', `edge-${index}`)).join('---\n');
    const { connection } = await start(many);
    const { clusters } = await connection.sendRequest<TreeResult>(TREE, {});
    assert.equal(clusters.length, 30);
    assert.ok(clusters.every(({ children }) => children === undefined));
    const { uri = '', range } = clusters[7]?.location ?? {};
    const answer = await connection.sendRequest<TreeResult>(TREE, { cluster: { uri, position: range?.start } });
    assert.equal(answer.clusters[0]?.label, 'Cluster/edge-7');
    assert.ok((answer.clusters[0]?.children?.length ?? 0) > 3);
  });
});
