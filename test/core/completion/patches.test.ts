import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accepted, hoverOf, labelsAt } from '../../support/completion.ts';

const KUSTOMIZATION = '#- /kustomization.yaml\nresources:\n  - pool.yaml\n';
const PATCH = `${KUSTOMIZATION}patches:
  - patch: |-
      apiVersion: ipam.metal3.io/v1alpha1
      kind: IPPool
      metadata:
        name: p
      spec:
`;

describe('in a patch that stands in a kustomization', () => {
  it('the fields are those of its kind', () => {
    assert.deepEqual(labelsAt(`${PATCH}        █\n`).slice(0, 2), ['namePrefix', 'clusterName']);
    assert.deepEqual(labelsAt(`${PATCH}        █`).slice(0, 2), ['namePrefix', 'clusterName']);
    assert.deepEqual(labelsAt(`${PATCH}        pools:\n          - █\n  - path: other.yaml\n`).slice(0, 2), [
      'end',
      'start',
    ]);
    assert.ok(!labelsAt(`${PATCH}        prefix: 24\n        █\nnamespace: x\n`).includes('prefix'));
    const two = `${PATCH}        prefix: 24\n      ---\n      apiVersion: metal3.io/v1alpha1\n      kind: BareMetalHost\n`;
    assert.ok(labelsAt(`${two}      spec:\n        █\n`).includes('bootMACAddress'));
  });

  it('what is accepted goes to the place where it is written', () => {
    const plain = (text: string) => text.replace('#- /kustomization.yaml\n', '').replace('█', '');
    assert.equal(
      accepted(`${PATCH}        █\n  - path: x.yaml\n`, 'prefix'),
      plain(`${PATCH}        prefix: \n  - path: x.yaml\n`),
    );
    assert.equal(accepted(`${PATCH}        █\n`, 'pools'), plain(`${PATCH}        pools:\n          - $0\n`));
  });

  it('a hover tells of the field', () => {
    assert.match(hoverOf(`${PATCH}        pre█fix: 24\n`)?.markdown ?? '', /`spec\.prefix` · integer/);
    assert.match(hoverOf(`${PATCH}        prefix: 24\n      ---\n      ki█nd: IPPool\n`)?.markdown ?? '', /./);
  });

  it('and around it, nothing of that is offered', () => {
    assert.ok(!labelsAt(`${PATCH}        prefix: 24\n█\n`).includes('gateway'));
    assert.ok(!labelsAt(`${PATCH}        prefix: 24\n  - █\n`).includes('gateway'));
  });
});
