import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { afterEach, describe, it } from 'node:test';
import { type Client, startClient } from '../support/client.ts';

const BASE = 'file:///w/base/cluster.yaml';
const PATCH = 'file:///w/overlays/production/port.yaml';
const TEXT = readFileSync('test/samples/kustomize/base/cluster.yaml', 'utf8');

let client: Client | undefined;
afterEach(() => client?.close());

describe('findings in what an overlay builds', () => {
  it('are published for the patch, and follow edits of the base', async () => {
    client = await startClient({
      files: [
        { uri: BASE, text: TEXT },
        { uri: 'file:///w/base/kustomization.yaml', text: 'resources: [cluster.yaml]\n' },
        {
          uri: 'file:///w/overlays/production/kustomization.yaml',
          text: 'resources: [../../base]\npatches:\n  - path: port.yaml\n',
        },
        {
          uri: PATCH,
          text: 'apiVersion: cluster.x-k8s.io/v1beta1\nkind: Cluster\nmetadata:\n  name: lane\nspec:\n  clusterNetwork:\n    apiServerPort: 7443\n',
        },
      ],
    });
    const { open, change, published, nextPublished } = client;
    const found = published.findLast(({ uri }) => uri === PATCH)?.diagnostics ?? [];
    assert.deepEqual(
      found.map(({ code, range }) => [code, range.start.line]),
      [['endpoint-port-mismatch', 6]],
    );
    assert.match(String(found[0]?.message), /Applies to the build overlays\/production\.$/);
    assert.equal(found[0]?.relatedInformation?.[0]?.location.uri, BASE);
    await open(BASE, TEXT);
    const fixed = nextPublished(({ uri, diagnostics }) => uri === PATCH && diagnostics.length === 0);
    await change(BASE, 2, [{ text: TEXT.replace('    port: 6443', '    port: 7443') }]);
    await fixed;
    const broken = nextPublished(({ uri, diagnostics }) => uri === PATCH && diagnostics.length === 1);
    await change(BASE, 3, [{ text: TEXT }]);
    await broken;
  });
});
