import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';

const cli = resolve('dist/cli.cjs');
let folder = '';

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'schema', ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'kamaji-metal3-schema-'));
});
after(() => rmSync(folder, { recursive: true }));

describe('kamaji-metal3 schema', () => {
  it('writes a file for each version of each kind that a release serves', () => {
    const { stdout } = run('export', '--target', 'ipam=v1.13', '--format', 'openapi', '--out', 'out');
    assert.equal(stdout, '3 schemas of ip-address-manager v1.13.2 in out.\n');
    assert.deepEqual(readdirSync(join(folder, 'out/ipam.metal3.io')).sort(), [
      'IPAddress_v1alpha1.json',
      'IPClaim_v1alpha1.json',
      'IPPool_v1alpha1.json',
    ]);
    const pool = JSON.parse(readFileSync(join(folder, 'out/ipam.metal3.io/IPPool_v1alpha1.json'), 'utf8'));
    assert.deepEqual(pool.properties.spec.properties.prefix, { type: 'integer', maximum: 128 });
  });

  it('names JSON Schemas in lower case too, as kubeconform looks for them', () => {
    run('export', '--target', 'ipam=latest', '--out', 'json');
    const files = readdirSync(join(folder, 'json/ipam.metal3.io'));
    assert.ok(files.includes('ippool_v1alpha1.json') || files.includes('IPPool_v1alpha1.json'));
    const pool = JSON.parse(readFileSync(join(folder, 'json/ipam.metal3.io/ippool_v1alpha1.json'), 'utf8'));
    assert.deepEqual(pool.properties.kind.enum, ['IPPool']);
  });

  it('explains a field, with the releases that have it', () => {
    const { stdout } = run('show', 'kamajicontrolplane', 'spec.network.gateway', '--api-version', 'v1alpha1');
    assert.match(
      stdout,
      /^KamajiControlPlane controlplane\.cluster\.x-k8s\.io\/v1alpha1\nspec\.network\.gateway\n\n(.+\n)+\ntype {7}object\n/,
    );
    assert.match(stdout, /\nreleases {3}cluster-api-control-plane-provider-kamaji: since v0\.17\.0\n/);
    assert.match(stdout, /\n {2}hostname {2}string {2}required\n/);
  });

  it('says what there is where something is not', () => {
    assert.match(run('show', 'IPPool', 'spec.pool').stderr, /has no field spec\.pool in v1\.13\.2\. There are .*pools/);
    assert.match(run('show', 'IPool').stderr, /^There is no kind IPool\. Known are .*IPPool/);
    assert.match(run('export', '--target', 'capm3=v9', '--out', 'out').stderr, /v9 is not known\. Known are v1\.3\.5/);
    assert.equal(run('export', '--target', 'nobody=v1', '--out', 'out').status, 2);
  });
});
