import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { goProgram } from '../support/go-program.ts';

const kubeconform = goProgram('kubeconform', '-v', 'github.com/yannh/kubeconform/cmd/kubeconform@v0.7.0');
let folder = '';

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'kamaji-metal3-kubeconform-'));
  const targets = ['capi=v1.10', 'capm3=v1.10', 'ipam=v1.10', 'kamaji-cp=v0.16', 'bmo=v0.10'];
  const args = ['schema', 'export', '--out', 'schemas', ...targets.flatMap((target) => ['--target', target])];
  const { status, stderr } = spawnSync(process.execPath, [resolve('dist/cli.cjs'), ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
});
after(() => rmSync(folder, { recursive: true }));

/** The summary of kubeconform for a manifest, with the template that docs/command-line.md shows. */
function check(manifest: string): string {
  const location = /'(schemas\/\{\{.*\.json)'/.exec(readFileSync('docs/command-line.md', 'utf8'))?.[1] ?? '';
  const args = ['-summary', '-strict', '-schema-location', location, '-'];
  return spawnSync(kubeconform ?? '', args, { cwd: folder, input: manifest, encoding: 'utf8' }).stdout;
}

describe('kubeconform', { skip: kubeconform === undefined && 'kubeconform is missing, and Go cannot build it' }, () => {
  it('finds the exported schemas of several providers, and validates with them', () => {
    const cluster = readFileSync('examples/correct/cluster.yaml', 'utf8');
    const own = cluster.split(/^---$/m).filter((document) => !/^kind: (Secret|ConfigMap|Namespace)$/m.test(document));
    const valid = own.join('---');
    assert.match(check(valid), new RegExp(`Valid: ${own.length}, Invalid: 0, Errors: 0, Skipped: 0`));
    assert.match(check(valid.replace(/^ {2}prefix: 24$/m, '  prefix: wide')), /Invalid: 1, Errors: 0/);
  });
});
