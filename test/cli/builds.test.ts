import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, before, it } from 'node:test';

const cli = resolve('dist/cli.cjs');
// Also a few small files are checked on several threads.
process.env.KAMAJI_METAL3_BYTES_PER_THREAD = '1';

let folder = '';

function lint(...args: readonly string[]): readonly string[] {
  const { stdout } = spawnSync(process.execPath, [cli, 'lint', '--format', 'concise', ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  return stdout.split('\n').filter((line) => line !== '');
}

function write(name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'kamaji-metal3-builds-'));
  cpSync('test/samples/kustomize', folder, { recursive: true });
  const patch =
    '- target: { kind: Metal3Cluster }\n  patch: |-\n    - { op: replace, path: /spec/controlPlaneEndpoint/port, value: 7443 }\n';
  write('overlays/wrong/kustomization.yaml', `resources: [../../base]\npatches:\n${patch}`);
  write(
    'flux/edge.yaml',
    `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: edge}\nspec:\n  path: overlays/lab\n  patches:\n${patch.replace(/^(?=.)/gm, '  ')}`,
  );
});
after(() => rmSync(folder, { recursive: true }));

it('the findings in builds do not depend on the number of threads', () => {
  const found = lint('--jobs', '1', '.');
  assert.deepEqual(
    found.map((line) => line.replace(/ .*(Applies to the build .*\.).*/, ' $1')),
    [
      'flux/edge.yaml:9:70: Applies to the build Kustomization "edge".',
      'overlays/wrong/kustomization.yaml:5:68: Applies to the build overlays/wrong.',
    ],
  );
  for (const jobs of ['2', '3', '7']) assert.deepEqual(lint('--jobs', jobs, '.'), found);
});

it('reads what a given kustomization includes, without reporting findings in it', () => {
  write(
    'base/unknown.yaml',
    'apiVersion: ipam.metal3.io/v1alpha1\nkind: IPPool\nmetadata: {name: p}\nspec: {prefx: 24}\n',
  );
  const expected = lint('.').filter((line) => line.startsWith('overlays/wrong/'));
  assert.equal(expected.length, 1);
  assert.deepEqual(lint('overlays/wrong'), expected);
  assert.deepEqual(lint('overlays/wrong/kustomization.yaml'), expected);
  assert.deepEqual(lint('--isolated', 'overlays/wrong'), []);
  write('overlays/outer/kustomization.yaml', 'resources: [../wrong]\ncommonAnnotations: {a: b}\n');
  assert.deepEqual(lint('overlays/outer'), []);
  assert.deepEqual(lint('--exclude', 'base', 'overlays/wrong'), []);
});

it('upgrade reads what a given kustomization includes', () => {
  const data =
    'apiVersion: infrastructure.cluster.x-k8s.io/v1beta1\nkind: Metal3DataTemplate\nmetadata: {name: data}\nspec: {clusterName: lane}\n';
  write('data/base/data.yaml', data);
  write('data/base/kustomization.yaml', 'resources: [data.yaml]\n');
  const operation = '{op: add, path: /spec/metaData, value: {ipAddressesFromIPPool: [{key: a, name: pool}]}}';
  write(
    'data/overlay/kustomization.yaml',
    `resources: [../base]\npatches:\n- target: {kind: Metal3DataTemplate}\n  patch: |-\n    - ${operation}\n`,
  );
  const args = ['--from', 'capm3=v1.12', '--to', 'capm3=v1.13', '--format', 'json', 'data/overlay'];
  const { stdout } = spawnSync(process.execPath, [cli, 'upgrade', ...args], { cwd: folder, encoding: 'utf8' });
  const rules = JSON.parse(stdout).rejected.map(({ rule }: { rule: string }) => rule);
  assert.deepEqual(rules, ['required-field']);
});
