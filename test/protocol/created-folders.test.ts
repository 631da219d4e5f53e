import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { type Client, startClient } from '../support/client.ts';

const BASE = `apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata: {name: edge, namespace: metal3}
spec:
  clusterNetwork: {apiServerPort: 6443}
  controlPlaneRef: {apiVersion: controlplane.cluster.x-k8s.io/v1alpha1, kind: KamajiControlPlane, name: edge}
  infrastructureRef: {apiVersion: infrastructure.cluster.x-k8s.io/v1beta1, kind: Metal3Cluster, name: edge}
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3Cluster
metadata: {name: edge, namespace: metal3}
spec:
  controlPlaneEndpoint: {host: 192.0.2.10, port: 6443}
  cloudProviderEnabled: false
---
apiVersion: controlplane.cluster.x-k8s.io/v1alpha1
kind: KamajiControlPlane
metadata: {name: edge, namespace: metal3}
spec:
  version: 1.30.0
  network: {serviceType: LoadBalancer, serviceAddress: 192.0.2.10}
`;
const FILES = [
  { uri: 'file:///w/k/base/kustomization.yaml', text: 'resources: [cluster.yaml]\n' },
  { uri: 'file:///w/k/base/cluster.yaml', text: BASE },
  {
    uri: 'file:///w/k/overlay/kustomization.yaml',
    text: 'resources: [../base]\npatches: [{path: port.yaml}]\n',
  },
  {
    uri: 'file:///w/k/overlay/port.yaml',
    text: 'apiVersion: cluster.x-k8s.io/v1beta1\nkind: Cluster\nmetadata: {name: edge, namespace: metal3}\nspec:\n  clusterNetwork:\n    apiServerPort: 7443\n',
  },
];

let client: Client | undefined;
afterEach(() => client?.close());

describe('folders that are created with their files', () => {
  it('are read, although the client reports only the folder', async () => {
    const files = [{ uri: 'file:///w/a.yaml', text: 'a: 1\n' }];
    client = await startClient({ files, pulls: true });
    files.push(...FILES, { uri: 'file:///w/node_modules/b/c.yaml', text: BASE });
    const created = ['file:///w/k', 'file:///w/k/overlay', 'file:///w/node_modules', 'file:///w/notes.txt'];
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: created.map((uri) => ({ uri, type: 1 })),
    });
    let items: readonly { code?: unknown }[] = [];
    for (let tries = 0; tries < 200 && items.length === 0; tries++) {
      await new Promise((done) => setTimeout(done, 10));
      items = (await client.pull('file:///w/k/overlay/port.yaml')).items ?? [];
    }
    assert.deepEqual(
      items.map(({ code }) => code),
      ['endpoint-port-mismatch'],
    );
    const all: { items: { uri: string }[] } = await client.connection.sendRequest('workspace/diagnostic', {
      previousResultIds: [],
    });
    assert.ok(!all.items.some(({ uri }) => uri.includes('node_modules')));
  });
});
