import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accepted, labelsAt } from '../../support/completion.ts';

const CAPI = 'cluster.x-k8s.io';
const PARTS = `---
apiVersion: infrastructure.${CAPI}/v1beta1
kind: Metal3Cluster
metadata:
  name: one
  namespace: metal3
---
apiVersion: infrastructure.${CAPI}/v1beta1
kind: Metal3Cluster
metadata:
  name: other
  namespace: elsewhere
---
apiVersion: controlplane.${CAPI}/v1alpha1
kind: KamajiControlPlane
metadata:
  name: plane
  namespace: metal3
`;

function cluster(version: string, rest: string): string {
  return `apiVersion: ${CAPI}/${version}\nkind: Cluster\nmetadata:\n  name: a\n  namespace: metal3\nspec:\n${rest}${PARTS}`;
}

function taken(version: string, rest: string, label: string): string {
  return accepted(cluster(version, rest), label).slice(cluster(version, '').indexOf('spec:'), -PARTS.length);
}

describe('references', () => {
  it('include the existing objects, in the namespace of the lookup', () => {
    assert.deepEqual(labelsAt(cluster('v1beta1', '  infrastructureRef:\n    kind: Metal3Cluster\n    name: █\n')), [
      'one',
    ]);
  });

  it('are complete, in the form of the API version', () => {
    assert.equal(
      taken('v1beta1', '  controlPlaneRef:\n    █\n', 'KamajiControlPlane plane'),
      `spec:\n  controlPlaneRef:\n    apiVersion: controlplane.${CAPI}/v1alpha1\n    kind: KamajiControlPlane\n    name: plane\n`,
    );
    assert.equal(
      taken('v1beta2', '  controlPlaneRef: █\n', 'KamajiControlPlane plane'),
      `spec:\n  controlPlaneRef:\n    apiGroup: controlplane.${CAPI}\n    kind: KamajiControlPlane\n    name: plane\n`,
    );
  });

  it('insert missing fields together with a name', () => {
    assert.equal(
      taken('v1beta2', '  infrastructureRef:\n    name: o█\n', 'one'),
      `spec:\n  infrastructureRef:\n    name: one\n    apiGroup: infrastructure.${CAPI}\n    kind: Metal3Cluster\n`,
    );
    assert.equal(
      taken(
        'v1beta1',
        `  infrastructureRef:\n    apiVersion: infrastructure.${CAPI}/v1beta1\n    kind: Metal3Cluster\n    name: █\n`,
        'one',
      ),
      `spec:\n  infrastructureRef:\n    apiVersion: infrastructure.${CAPI}/v1beta1\n    kind: Metal3Cluster\n    name: one\n`,
    );
  });

  it('have a kind that is allowed', () => {
    const kinds = labelsAt(cluster('v1beta1', '  controlPlaneRef:\n    kind: █\n'));
    assert.deepEqual(kinds, ['KamajiControlPlane', 'KubeadmControlPlane']);
    assert.deepEqual(labelsAt(cluster('v1beta1', '  infrastructureRef:\n    kind: █\n')), ['Metal3Cluster']);
  });

  it('have the apiVersion of the existing object first', () => {
    const labels = labelsAt(
      cluster('v1beta1', '  controlPlaneRef:\n    apiVersion: █\n    kind: KamajiControlPlane\n'),
    );
    assert.equal(labels[0], `controlplane.${CAPI}/v1alpha1`);
    assert.deepEqual(labelsAt(cluster('v1beta2', '  controlPlaneRef:\n    apiGroup: █\n')), [`controlplane.${CAPI}`]);
  });

  it('include kinds of other providers that have objects', () => {
    const docker = `---\napiVersion: infrastructure.${CAPI}/v1beta1\nkind: VSphereCluster\nmetadata:\n  name: v\n`;
    const offered = labelsAt(`${cluster('v1beta1', '  infrastructureRef:\n    █\n')}${docker}`);
    assert.ok(offered.includes('VSphereCluster v'));
  });

  it('list the objects of the nearest documents first', () => {
    const pool = (name: string) =>
      `apiVersion: ipam.metal3.io/v1alpha1\nkind: IPPool\nmetadata:\n  name: ${name}\nspec:\n  namePrefix: x\n`;
    const template = `apiVersion: infrastructure.${CAPI}/v1beta1\nkind: Metal3DataTemplate\nmetadata:\n  name: d\nspec:\n  networkData:\n    networks:\n      ipv4:\n        - ipAddressFromIPPool: █\n`;
    const files = `#- /a/far.yaml\n${pool('far')}#- /b/near.yaml\n${pool('near')}#- /b/main.yaml\n${pool('three')}---\n${pool('two')}---\n${pool('one')}---\n${template}`;
    assert.deepEqual(labelsAt(files), ['one', 'two', 'three', 'near', 'far']);
  });
});
