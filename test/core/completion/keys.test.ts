import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accepted, completionsAt, labelsAt } from '../../support/completion.ts';

const POOL = 'apiVersion: ipam.metal3.io/v1alpha1\nkind: IPPool\nmetadata:\n  name: a\nspec:\n';
const METAL3 = 'apiVersion: infrastructure.cluster.x-k8s.io/v1beta1\nkind: Metal3Cluster\nmetadata:\n  name: a\n';
const KAMAJI =
  'apiVersion: controlplane.cluster.x-k8s.io/v1alpha1\nkind: KamajiControlPlane\nmetadata:\n  name: a\nspec:\n';
const CLUSTER = 'apiVersion: cluster.x-k8s.io/v1beta1\nkind: Cluster\nmetadata:\n  name: a\nspec:\n';

describe('keys', () => {
  it('are the fields of the kind, required ones first, then by usage', () => {
    assert.deepEqual(labelsAt(`${POOL}  █\n`).slice(0, 4), ['namePrefix', 'clusterName', 'pools', 'gateway']);
    assert.deepEqual(labelsAt(`${POOL}  pools:\n    - █\n`).slice(0, 2), ['end', 'start']);
  });

  it('are last and marked if the release deprecates them', () => {
    const at = (release?: string) =>
      completionsAt(`${METAL3}spec:\n  █\n`, release ? { 'cluster-api-provider-metal3': release } : {});
    const last = at().at(-1);
    assert.equal(last?.label, 'noCloudProvider');
    assert.equal(last.isDeprecated, true);
    assert.equal(last.detail, 'boolean, deprecated');
    const before = at('v1.9.5').find(({ label }) => label === 'noCloudProvider');
    assert.ok(before && !before.isDeprecated);
    assert.notEqual(at('v1.9.5').at(-1)?.label, 'noCloudProvider');
  });

  it('do not include existing keys, except the one at the cursor', () => {
    const labels = labelsAt(`${POOL}  prefix: 24\n  gate█way: 1.2.3.4\n`);
    assert.ok(!labels.includes('prefix'));
    assert.ok(labels.includes('gateway'));
  });

  it('are found by kind if only one group has it', () => {
    assert.ok(labelsAt('kind: IPPool\nspec:\n  █\n').includes('namePrefix'));
    assert.deepEqual(labelsAt('kind: IPAddress\nspec:\n  █\n'), []);
  });

  it('do not include fields that only the server sets', () => {
    assert.ok(!labelsAt(`${POOL}█\n`).includes('status'));
    assert.ok(!labelsAt(`${POOL}  prefix: 1\nmetadata:\n  █\n`).includes('uid'));
  });

  it('insert the required fields below them', () => {
    assert.equal(accepted(`${POOL}  █\n`, 'prefix'), `${POOL}  prefix: \n`);
    assert.equal(accepted(`${POOL}  █\n`, 'pools'), `${POOL}  pools:\n    - $0\n`);
    assert.equal(
      accepted(`${METAL3}spec:\n  █\n`, 'controlPlaneEndpoint'),
      `${METAL3}spec:\n  controlPlaneEndpoint:\n    host: $1\n    port: $2\n`,
    );
    assert.equal(accepted(`${KAMAJI}  addons:\n    █\n`, 'coreDNS'), `${KAMAJI}  addons:\n    coreDNS: {}\n`);
  });

  it('follow the indentation of the document', () => {
    const wide = `${CLUSTER.replace('  name', '    name')}    clusterNetwork:\n        services:\n            cidrBlocks:\n            - 10.0.0.0/12\n        █\n`;
    assert.match(accepted(wide, 'pods'), /\n {8}pods:\n {12}cidrBlocks:\n {12}- \$0\n/);
  });

  it('replace only the name if the rest exists', () => {
    assert.equal(accepted(`${POOL}  █: 24\n`, 'prefix'), `${POOL}  prefix: 24\n`);
    assert.equal(accepted(`${POOL}  pre█: 24\n`, 'prefix'), `${POOL}  prefix: 24\n`);
    assert.equal(accepted(`${POOL}  █\n    - start: 1.1.1.1\n`, 'pools'), `${POOL}  pools:\n    - start: 1.1.1.1\n`);
    assert.equal(accepted(`${POOL}  {"pre█": 24}\n`, 'prefix'), `${POOL}  {"prefix": 24}\n`);
    assert.equal(accepted(`${POOL}  { █ }\n`, 'pools'), `${POOL}  { pools: [$0] }\n`);
  });

  it('go below a key, and leave no spaces after its colon', () => {
    assert.equal(accepted(`${POOL.trimEnd()} █\n`, 'prefix'), `${POOL}  prefix: \n`);
    assert.equal(accepted(`${POOL.trimEnd()}█\n`, 'prefix'), `${POOL}  prefix: \n`);
  });

  it('start items of a list, with a dash', () => {
    assert.equal(accepted(`${POOL}  pools:\n    █\n`, '- start'), `${POOL}  pools:\n    - start: \n`);
    assert.equal(accepted(`${POOL}  pools: █\n`, '- start'), `${POOL}  pools:\n    - start: \n`);
    assert.equal(
      accepted(`${POOL}  pools:\n    - end: x\n    sta█\n`, '- start'),
      `${POOL}  pools:\n    - end: x\n    - start: \n`,
    );
  });

  it('are marked if the target release does not have them', () => {
    const at = (release: string) =>
      completionsAt(`${CLUSTER}  █\n`, { 'cluster-api': release }).find(({ label }) => label === 'availabilityGates');
    assert.equal(at('v1.14.0')?.detail, 'list of objects');
    assert.equal(at('v1.8.12')?.detail, 'since Cluster API v1.9');
  });

  it('are not offered for an unknown kind or a text that is not an object', () => {
    assert.deepEqual(labelsAt('apiVersion: v1\nkind: Secret\n█\n'), []);
    assert.deepEqual(labelsAt('services:\n  web:\n    image: x\n█\n'), []);
    assert.deepEqual(labelsAt('services:\n  █\n'), []);
  });

  it('start a document', () => {
    assert.deepEqual(labelsAt('█').slice(-2), ['apiVersion', 'kind']);
    assert.deepEqual(labelsAt(`${POOL}---\n█`).slice(-2), ['apiVersion', 'kind']);
    assert.deepEqual(labelsAt(`${POOL}---\na█`).slice(-2), ['apiVersion', 'kind']);
    assert.equal(accepted('█', 'kind'), 'kind: \n');
  });
});
