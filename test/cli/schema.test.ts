import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Ajv } from 'ajv';

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
  it('shows a field by the path that findings have', () => {
    const { status, stdout } = run('show', 'IPPool', 'spec.pools[0].start');
    assert.equal(status, 0);
    assert.equal(stdout, run('show', 'IPPool', 'spec.pools.start').stdout);
    assert.match(
      run('show', 'IPPool', 'spec.pools[0].strt').stderr,
      /no field spec\.pools\.strt .*Did you mean start\?/,
    );
  });

  it('writes a file for each version of each kind that a release serves', () => {
    const { stdout } = run('export', '--target', 'ipam=v1.13', '--format', 'openapi', '--out', 'out');
    assert.match(stdout, /^3 schemas of ip-address-manager v1\.13\.\d+ in out\.\n$/);
    assert.deepEqual(readdirSync(join(folder, 'out/ipam.metal3.io')).sort(), [
      'ipaddress_v1alpha1.json',
      'ipclaim_v1alpha1.json',
      'ippool_v1alpha1.json',
    ]);
    const pool = JSON.parse(readFileSync(join(folder, 'out/ipam.metal3.io/ippool_v1alpha1.json'), 'utf8'));
    assert.deepEqual(pool.properties.spec.properties.prefix, { type: 'integer', maximum: 128 });
  });

  it('writes one file for each schema, under the name that other tools look for, and names their settings', () => {
    const { stdout } = run('export', '--target', 'ipam=latest', '--out', 'json schemas');
    const files = readdirSync(join(folder, 'json schemas/ipam.metal3.io'));
    assert.deepEqual(files.sort(), ['ipaddress_v1alpha1.json', 'ipclaim_v1alpha1.json', 'ippool_v1alpha1.json']);
    const pool = JSON.parse(readFileSync(join(folder, 'json schemas/ipam.metal3.io/ippool_v1alpha1.json'), 'utf8'));
    assert.deepEqual(pool.properties.kind.enum, ['IPPool']);
    const [, store = ''] = /"yaml\.kubernetesCRDStore\.url": (".*")/.exec(stdout) ?? [];
    assert.ok(readFileSync(new URL(`${JSON.parse(store)}/ipam.metal3.io/ippool_v1alpha1.json`)).length > 0);
    assert.match(
      stdout,
      /-schema-location 'json schemas\/\{\{\.Group\}\}\/\{\{\.ResourceKind\}\}_\{\{\.ResourceAPIVersion\}\}\.json'/,
    );
    assert.match(stdout, /^3 schemas of .*\n\nkubeconform/);
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

  it('suggests names for unknown ones', () => {
    assert.match(
      run('show', 'IPPool', 'spec.pool').stderr,
      /has no field spec\.pool in .* v\d+\.\d+\.\d+\. Did you mean pools\?/,
    );
    assert.match(run('show', 'IPool').stderr, /^error: Unknown kind "IPool"\. Did you mean IPPool\?/);
    assert.match(
      run('export', '--target', 'capm3=v9', '--out', 'out').stderr,
      /Unknown release "v9" .*Known: v1\.3\.\d+/,
    );
    assert.equal(run('export', '--target', 'terraform=v1', '--out', 'out').status, 2);
  });

  it('writes several providers to one folder, with a schema for files of any kind', () => {
    const { stdout } = run('export', '--target', 'ipam=v1.13', '--target', 'capm3=v1.13', '--out', 'several');
    assert.match(stdout, /^3 schemas of ip-address-manager .*\n\d+ schemas of cluster-api-provider-metal3 /);
    const read = (path: string) => JSON.parse(readFileSync(join(folder, 'several', path), 'utf8'));
    const all = read('all.json');
    const ajv = new Ajv({ strict: false, validateFormats: false });
    for (const { then } of all.allOf) ajv.addSchema(read(then.$ref), then.$ref);
    const isValid = ajv.compile(all);
    const pool = {
      apiVersion: 'ipam.metal3.io/v1alpha1',
      kind: 'IPPool',
      metadata: { name: 'a' },
      spec: { namePrefix: 'a' },
    };
    assert.equal(isValid(pool), true);
    assert.equal(isValid({ ...pool, spec: { namePrefix: 1 } }), false);
    assert.equal(isValid({ apiVersion: 'v1', kind: 'Secret', data: 1 }), true);
    assert.match(
      run('export', '--target', 'ipam=v1.12', '--target', 'ipam=v1.13', '--out', 'x').stderr,
      /names ip-address-manager twice/,
    );
    assert.match(run('export', '--out', 'x').stderr, /Missing --target/);
  });
});
