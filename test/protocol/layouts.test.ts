import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LAYOUTS, type LayoutsResult } from '../../protocol/index.ts';
import { compileSnippets } from '../../server/src/node/compile-snippets.ts';
import { startClient } from '../support/client.ts';

describe('the layouts of new manifests', () => {
  it('are the snippets of complete manifests, with a Cluster first', async () => {
    const client = await startClient({ snippets: compileSnippets('snippets') });
    const layouts = await client.connection.sendRequest<LayoutsResult>(LAYOUTS, null);
    client.close();
    assert.deepEqual(
      layouts.map(({ title }) => title),
      [
        'Kamaji and Metal³ cluster',
        'Kamaji and Metal³ cluster (v1beta1)',
        'Kamaji and Metal³ cluster with IPv6',
        'Kamaji and Metal³ cluster with IPv6 (v1beta1)',
        'Kamaji and Metal³ cluster with a ClusterClass',
        'Kamaji and Metal³ cluster with a ClusterClass (v1beta1)',
        'ClusterClass for Kamaji and Metal³',
        'ClusterClass for Kamaji and Metal³ (v1beta1)',
      ],
    );
    assert.deepEqual(
      layouts.slice(0, 2).map(({ version }) => version),
      ['v1beta2', 'v1beta1'],
    );
    const [first] = layouts;
    assert.equal(first?.kinds[0], 'Cluster');
    assert.match(first?.snippet ?? '', /^apiVersion: cluster\.x-k8s\.io\/v1beta2\nkind: Cluster\n/);
    assert.match(first?.snippet ?? '', /name: \$\{1:edge\}/);
  });
});
