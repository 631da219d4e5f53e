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

describe('in an inline patch of a kustomization', () => {
  it('has the fields of its kind', () => {
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

  it('inserts at the cursor', () => {
    const plain = (text: string) => text.replace('#- /kustomization.yaml\n', '').replace('█', '');
    assert.equal(
      accepted(`${PATCH}        █\n  - path: x.yaml\n`, 'prefix'),
      plain(`${PATCH}        prefix: \n  - path: x.yaml\n`),
    );
    assert.equal(accepted(`${PATCH}        █\n`, 'pools'), plain(`${PATCH}        pools:\n          - $0\n`));
  });

  it('a hover describes the field', () => {
    assert.match(hoverOf(`${PATCH}        pre█fix: 24\n`)?.markdown ?? '', /`spec\.prefix` · integer/);
    assert.match(hoverOf(`${PATCH}        prefix: 24\n      ---\n      ki█nd: IPPool\n`)?.markdown ?? '', /./);
  });

  it('and around it, no fields of other objects are offered', () => {
    assert.ok(!labelsAt(`${PATCH}        prefix: 24\n█\n`).includes('gateway'));
    assert.ok(!labelsAt(`${PATCH}        prefix: 24\n  - █\n`).includes('gateway'));
  });
});

const BASE = `#- /base/kustomization.yaml
resources: [pool.yaml]
#- /base/pool.yaml
apiVersion: ipam.metal3.io/v1alpha1
kind: IPPool
metadata: {name: p}
spec: {prefix: 24}
`;
const OPERATIONS = `${BASE}#- /prod/kustomization.yaml
resources:
  - ../base
patches:
  - target:
      kind: IPPool
    patch: |-
`;

describe('in an operation of a JSON patch', () => {
  it('completes the path step by step', () => {
    assert.deepEqual(labelsAt(`${OPERATIONS}      - op: add\n        path: █\n`), ['metadata', 'spec']);
    assert.deepEqual(labelsAt(`${OPERATIONS}      - op: add\n        path: /█\n`), ['metadata', 'spec']);
    assert.ok(labelsAt(`${OPERATIONS}      - op: add\n        path: /spec/█\n`).includes('gateway'));
    assert.ok(
      labelsAt(`${OPERATIONS}      - op: add\n        path: /spec/ga█\n        value: x\n`).includes('gateway'),
    );
    assert.deepEqual(labelsAt(`${OPERATIONS}      - op: add\n        path: "/spec/pools/█"\n`), ['-', '0']);
    assert.ok(labelsAt(`${OPERATIONS}      - op: add\n        path: /spec/pools/0/█\n`).includes('start'));
    assert.deepEqual(labelsAt(`${OPERATIONS}      - op: add\n        path: /spec/nothing/█\n`), []);
  });

  it('replaces the step', () => {
    const line = (text: string) => text.split('\n').find((each) => each.includes('path: ')) ?? '';
    const at = (path: string, label: string) =>
      line(accepted(`${OPERATIONS}      - op: add\n        path:${path}\n`, label).split('patch: |-')[1] ?? '');
    assert.equal(at(' █', 'spec'), '        path: /spec');
    assert.equal(at('█', 'spec'), '        path: /spec');
    assert.equal(at(' /spec/pre█', 'prefix'), '        path: /spec/prefix');
    assert.equal(at(' "/spec/█"', 'prefix'), '        path: "/spec/prefix"');
  });

  it('keys and operations are offered', () => {
    assert.deepEqual(labelsAt(`${OPERATIONS}      - op: re█\n`).slice(0, 3), ['add', 'replace', 'remove']);
    assert.deepEqual(labelsAt(`${OPERATIONS}      - op: add\n        █\n`), ['path', 'value', 'from']);
    assert.deepEqual(labelsAt(`${OPERATIONS}      - █\n`), ['op', 'path', 'value', 'from']);
  });

  it('works the same in a patch file', () => {
    const file = `${BASE}#- /prod/kustomization.yaml
resources: [../base]
patches:
  - path: patch.yaml
    target: {kind: IPPool}
#- /prod/patch.yaml
- op: add
  path: /spec/█
`;
    assert.ok(labelsAt(file).includes('gateway'));
  });

  it('nothing is offered if the target is unknown, and no complete documents in any patch', () => {
    const unknown = OPERATIONS.replace('kind: IPPool\n    patch', 'kind: Other\n    patch');
    assert.deepEqual(labelsAt(`${unknown}      - op: add\n        path: /█\n`), []);
    assert.deepEqual(labelsAt(`${unknown}      - █\n`), []);
    assert.deepEqual(labelsAt(`${unknown}      █\n`), ['apiVersion', 'kind']);
  });
});
