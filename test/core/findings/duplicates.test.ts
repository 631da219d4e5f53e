import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allFindings, workspaceOf } from '../../support/check.ts';

const CLASS = `apiVersion: cluster.x-k8s.io/v1beta1
kind: ClusterClass
metadata:
  name: metal3
spec:
  infrastructure:
    ref:
      apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
      kind: Metal3ClusterTemplate
      name: metal3
  controlPlane: {}
`;

const FILES = `apiVersion: bootstrap.cluster.x-k8s.io/v1beta1
kind: KubeadmConfig
metadata:
  name: edge
spec:
  files:
    - path: /a
      contentFrom:
        secret:
          name: ""
          key: a
`;

function findingsIn(text: string): readonly string[] {
  return allFindings(workspaceOf([{ uri: 'file:///a.yaml', text }])).map(({ rule, severity }) => `${severity} ${rule}`);
}

describe('a field that both the schema and a webhook require', () => {
  it("keeps the schema's finding if both apply to all releases", () => {
    assert.deepEqual(findingsIn(CLASS), ['error required-field']);
  });

  it("keeps the webhook's finding if it applies to more releases", () => {
    assert.deepEqual(findingsIn(FILES), ['error required-field']);
  });

  it('is reported at each of two places', () => {
    assert.deepEqual(findingsIn(CLASS.replace(/ {2}infrastructure:\n(?: {4}.*\n)+/, '')), [
      'warning required-field',
      'error required-field',
    ]);
  });
});
