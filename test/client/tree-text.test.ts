import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { descriptionOf, spokenText, titleOf } from '../../client/tree-text.ts';
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
    assert.equal(descriptionOf(POOL), 'IPPool');
    assert.equal(titleOf({ label: 'Workers', icon: 'symbol-namespace', state: 'group', messages: [] }), 'Workers');
  });

  it('is announced with its severity', () => {
    assert.equal(spokenText(item), 'IPPool, a, error: prefix 24 ≠ 25, Unused');
  });
});
