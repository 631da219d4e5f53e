import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';

/** Its addresses have the longest patterns. */
const POOL = `apiVersion: ipam.metal3.io/v1alpha1
kind: IPPool
metadata:
  name: pool
spec:
  clusterName: edge
  namePrefix: edge
  prefix: 24
  gateway: 192.168.10.1
  pools:
    - start: 192.168.10.10
      end: 192.168.10.20
`;

const bundles = readdirSync('dist').filter((name) => name.endsWith('.cjs'));

describe('the bundles', () => {
  it('are ASCII, because they are read as such', () => {
    assert.ok(bundles.length >= 6);
    for (const name of bundles)
      assert.ok(
        readFileSync(join('dist', name)).every((byte) => byte < 0x80),
        name,
      );
  });

  it('import nothing at run time, which a script with a code cache cannot do', () => {
    for (const name of bundles)
      assert.doesNotMatch(readFileSync(join('dist', name), 'latin1'), /[^\w.]import\(["'`]/, name);
  });

  it('load only what checking one file needs', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kamaji-metal3-bundles-'));
    const file = join(folder, 'pool.yaml');
    writeFileSync(file, POOL);
    const report = join(folder, 'report.cjs');
    writeFileSync(
      report,
      "process.on('exit', () => process.stderr.write(JSON.stringify(process.moduleLoadList.concat(Object.keys(require.cache)))));\n",
    );
    const args = ['--require', report, resolve('dist/cli.cjs'), 'lint', file];
    const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    assert.equal(stdout, 'Nothing found in 1 file.\n');
    const loaded: readonly string[] = JSON.parse(stderr);
    for (const name of ['crypto', 'child_process', 'worker_threads', 'fs/promises'])
      assert.ok(!loaded.includes(`NativeModule ${name}`), name);
    assert.deepEqual(
      loaded.filter((name) => name.includes('node_modules')),
      [],
    );
  });
});
