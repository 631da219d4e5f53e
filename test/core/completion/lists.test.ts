import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accepted, hoverOf, labelsAt } from '../../support/completion.ts';

const LIST = `apiVersion: v1
kind: List
items:
- apiVersion: ipam.metal3.io/v1alpha1
  kind: IPPool
  metadata:
    name: p
  spec:
`;
const CLAIM = `- apiVersion: ipam.metal3.io/v1alpha1
  kind: IPClaim
  metadata:
    name: c
  spec:
    pool:
`;

describe('in an object of a List', () => {
  it('has the fields of its kind', () => {
    assert.deepEqual(labelsAt(`${LIST}    █\n`).slice(0, 2), ['namePrefix', 'clusterName']);
    assert.deepEqual(labelsAt(`${LIST}    pools:\n    - █\n${CLAIM}`).slice(0, 2), ['end', 'start']);
    assert.ok(!labelsAt(`${LIST}    prefix: 24\n    █\n${CLAIM}`).includes('prefix'));
    assert.ok(
      labelsAt(
        `${LIST}    prefix: 24\n- apiVersion: metal3.io/v1alpha1\n  kind: BareMetalHost\n  spec:\n    █\n`,
      ).includes('bootMACAddress'),
    );
  });

  it('inserts at the cursor, and offers the other objects in references', () => {
    const plain = (text: string) => text.replace('█', '');
    assert.equal(accepted(`${LIST}    █\n${CLAIM}`, 'prefix'), plain(`${LIST}    prefix: \n${CLAIM}`));
    assert.deepEqual(labelsAt(`${LIST}    prefix: 24\n${CLAIM}      name: █\n`).slice(0, 1), ['p']);
  });

  it('a hover describes the field and the referenced object', () => {
    assert.match(hoverOf(`${LIST}    pre█fix: 24\n`)?.markdown ?? '', /`spec\.prefix` · integer/);
    assert.match(hoverOf(`${LIST}    prefix: 24\n${CLAIM}      name: █p\n`)?.markdown ?? '', /IPPool "p"/);
  });
});
