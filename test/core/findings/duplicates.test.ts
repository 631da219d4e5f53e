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

describe('a value that is wrong in several ways', () => {
  const findingsOf = (text: string) =>
    allFindings(workspaceOf([{ uri: 'file:///a.yaml', text }])).map(
      ({ rule, by, fixes }) => `${by} ${rule} ${fixes.map(({ title }) => title).join()}`,
    );

  it('has one finding of the schema, not one of a controller', () => {
    const pool = `apiVersion: ipam.metal3.io/v1alpha1
kind: IPPool
metadata:
  name: a
spec:
  namePrefix: a
  prefix: 18446744073709551616
  pools:
    - start: 10.0.0.10
      end: 10.0.0.20
`;
    assert.deepEqual(findingsOf(pool), ['schema value-out-of-range ']);
  });

  it('keeps the fix of the finding that is dropped', () => {
    const text = CLASS.replace('name: metal3\n  controlPlane: {}', 'name: metal3').replace(
      'kind: Metal3ClusterTemplate',
      'kind: Metal3ClusterTemplat',
    );
    const controlPlane = `  controlPlane:
    ref:
      apiVersion: controlplane.cluster.x-k8s.io/v1alpha1
      kind: KamajiControlPlaneTemplate
      name: metal3
`;
    assert.deepEqual(findingsOf(text + controlPlane), ['webhook malformed-value Change kind to Metal3ClusterTemplate']);
  });

  it('has the finding that applies to all releases', () => {
    const cluster = `apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata:
  name: edge
spec:
  clusterNetwork:
    pods:
      cidrBlocks: [${'x'.repeat(64)}]
  infrastructureRef:
    apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
    kind: DockerCluster
    name: edge
`;
    assert.deepEqual(findingsOf(cluster), ['webhook malformed-value ']);
  });
});
