import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accepted, completionsAt, labelsAt } from '../../support/completion.ts';

const KAMAJI =
  'apiVersion: controlplane.cluster.x-k8s.io/v1alpha1\nkind: KamajiControlPlane\nmetadata:\n  name: a\nspec:\n';

describe('values', () => {
  it('are the members of an enum, most common first', () => {
    assert.deepEqual(labelsAt(`${KAMAJI}  network:\n    serviceType: █\n`), ['LoadBalancer', 'ClusterIP', 'NodePort']);
    assert.deepEqual(labelsAt(`${KAMAJI}  kubelet:\n    preferredAddressTypes:\n      - █\n`).toSorted(), [
      'ExternalDNS',
      'ExternalIP',
      'Hostname',
      'InternalDNS',
      'InternalIP',
    ]);
  });

  it('keep existing quotes, and a space after the colon', () => {
    const service = `${KAMAJI}  network:\n    serviceType:`;
    assert.equal(accepted(`${service} "Lo█"\n`, 'LoadBalancer'), `${service} "LoadBalancer"\n`);
    assert.equal(accepted(`${service}█\n`, 'LoadBalancer'), `${service} LoadBalancer\n`);
    assert.equal(accepted(`${service} █ # why\n`, 'LoadBalancer'), `${service} LoadBalancer # why\n`);
    assert.equal(accepted(`${service} Node█Port\n`, 'LoadBalancer'), `${service} LoadBalancer\n`);
  });

  it('are booleans and defaults', () => {
    const metal3 =
      'apiVersion: infrastructure.cluster.x-k8s.io/v1beta1\nkind: Metal3Cluster\nspec:\n  noCloudProvider: █\n';
    assert.deepEqual(labelsAt(metal3).toSorted(), ['false', 'true']);
    const replicas = completionsAt(`${KAMAJI}  replicas: █\n`).map(({ label, detail }) => ({ label, detail }));
    assert.deepEqual(replicas, [
      { label: '2', detail: 'default' },
      { label: '1', detail: undefined },
      { label: '3', detail: undefined },
    ]);
  });

  it('start items of a list, with a dash', () => {
    const types = `${KAMAJI}  kubelet:\n    preferredAddressTypes:\n`;
    assert.equal(accepted(`${types}      █\n`, '- InternalIP'), `${types}      - InternalIP\n`);
  });

  it('of an apiVersion are the versions that serve the kind', () => {
    assert.deepEqual(labelsAt('apiVersion: █\nkind: KamajiControlPlane\n'), [
      'controlplane.cluster.x-k8s.io/v1alpha2',
      'controlplane.cluster.x-k8s.io/v1alpha1',
    ]);
    assert.deepEqual(
      labelsAt('apiVersion: █\nkind: KamajiControlPlane\n', { 'cluster-api-control-plane-provider-kamaji': 'v0.19.0' }),
      ['controlplane.cluster.x-k8s.io/v1alpha1'],
    );
  });

  it('of a kind are the kinds of the group', () => {
    const labels = labelsAt('apiVersion: infrastructure.cluster.x-k8s.io/v1beta1\nkind: █\n');
    assert.ok(labels.slice(0, 4).includes('Metal3MachineTemplate'));
    assert.ok(!labels.includes('IPPool'));
    assert.deepEqual(labelsAt('apiVersion: v1\nkind: █\n'), []);
  });

  it('of a kind also insert the apiVersion', () => {
    assert.equal(
      accepted('kind: █\nspec: {}\n', 'IPPool'),
      'apiVersion: ipam.metal3.io/v1alpha1\nkind: IPPool\nspec: {}\n',
    );
    assert.equal(
      accepted('# mine\n---\nkind: IPP█\nspec: {}\n', 'IPPool'),
      '# mine\n---\napiVersion: ipam.metal3.io/v1alpha1\nkind: IPPool\nspec: {}\n',
    );
  });
});
