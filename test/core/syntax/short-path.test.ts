import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shortPathText } from '../../../server/src/core/syntax/lookup.ts';

const text = (...path: (string | number)[]) => shortPathText(path);

test('A path of at most 44 characters is complete', () => {
  assert.equal(text('spec', 'pools', 0, 'start'), 'spec.pools[0].start');
  assert.equal(text('spec', 'a'.repeat(39)), `spec.${'a'.repeat(39)}`);
});

test('Of a longer path, the last steps are shown, as many as fit', () => {
  assert.equal(
    text('spec', 'topology', 'workers', 'machineDeployments', 0, 'strategy', 'rollingUpdate', 'maxSurge'),
    '…strategy.rollingUpdate.maxSurge',
  );
  assert.equal(text('spec', 'a'.repeat(40)), `…${'a'.repeat(40)}`);
});

test('A shortened path starts with the name of a field', () => {
  const list = 'kubeletExtraArgumentsOfTheNode';
  assert.equal(text('spec', 'template', 'spec', list, 2, 'value'), `…${list}[2].value`);
  const annotation = 'machineset.cluster.x-k8s.io/skip-preflight-checks';
  assert.equal(text('metadata', 'annotations', annotation), `…annotations["${annotation}"]`);
});
