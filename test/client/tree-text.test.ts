import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { clusterctlCommand, descriptionOf, kubectlCommand, spokenText, titleOf } from '../../client/tree-text.ts';
import type { TreeItem } from '../../protocol/index.ts';

const POOL = {
  label: 'IPPool/a',
  kind: 'IPPool',
  name: 'a',
  icon: 'list-ordered',
  state: 'present',
  messages: [],
} as const;

describe('an item of the cluster view', () => {
  const item: TreeItem = { ...POOL, role: 'Unused', severity: 'error', note: 'prefix 24 ≠ 25', messages: ['No.'] };

  it('has the name as its label, and the kind, problem and role as its description', () => {
    assert.equal(titleOf(item), 'a');
    assert.equal(descriptionOf(item), 'IPPool · ✗ prefix 24 ≠ 25 · Unused');
    assert.equal(descriptionOf({ ...item, severity: 'warning' }), 'IPPool · ⚠ prefix 24 ≠ 25 · Unused');
    assert.equal(descriptionOf({ ...POOL, state: 'elsewhere' }), 'IPPool · not in the workspace');
    const uncertain = { ...POOL, state: 'elsewhere', isUncertain: true } as const;
    assert.equal(descriptionOf(uncertain), 'IPPool · possibly in the workspace');
    assert.equal(descriptionOf(POOL), 'IPPool');
    assert.equal(titleOf({ label: 'Workers', icon: 'folder', state: 'group', messages: [] }), 'Workers');
  });

  it('is described as not written if a controller creates it', () => {
    const machines: TreeItem = { label: '3 Machines', icon: 'vm', state: 'planned', messages: [] };
    assert.equal(titleOf(machines), '3 Machines');
    assert.equal(descriptionOf(machines), 'created by Cluster API');
  });

  it('has commands for a live cluster, which a shell does not change', () => {
    const pool = { ...POOL, group: 'ipam.metal3.io', namespace: 'edge' };
    assert.equal(kubectlCommand(pool), 'kubectl describe ippool.ipam.metal3.io/a --namespace edge');
    assert.equal(kubectlCommand({ ...POOL, kind: 'Secret', group: '' }), 'kubectl describe secret/a');
    assert.equal(
      kubectlCommand({ ...pool, name: '${NAME}', namespace: "it's" }),
      "kubectl describe 'ippool.ipam.metal3.io/${NAME}' --namespace 'it'\\''s'",
    );
    assert.equal(
      clusterctlCommand({ ...POOL, kind: 'Cluster', namespace: 'edge' }),
      'clusterctl describe cluster a --namespace edge --show-conditions all',
    );
  });

  it('is announced with its severity', () => {
    assert.equal(spokenText(item), 'IPPool, a, error: prefix 24 ≠ 25, Unused');
  });
});
