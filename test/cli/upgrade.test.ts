import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

const KUBEADM = [
  'apiVersion: controlplane.cluster.x-k8s.io/v1beta1',
  'kind: KubeadmControlPlane',
  'metadata: {name: edge}',
  'spec:',
  '  version: v1.33.0',
  '  machineTemplate:',
  '    infrastructureRef:',
  '      apiVersion: infrastructure.cluster.x-k8s.io/v1beta1',
  '      kind: Metal3MachineTemplate',
  '      name: edge',
  '  kubeadmConfigSpec:',
  '    clusterConfiguration:',
  '      apiServer: {timeoutForControlPlane: 20m}',
  '',
].join('\n');

const KAMAJI = [
  'apiVersion: controlplane.cluster.x-k8s.io/v1alpha1',
  'kind: KamajiControlPlane',
  'metadata: {name: edge}',
  'spec:',
  '  version: v1.33.0',
  '  addons: {coreDNS: {}}',
  '  network: {serviceType: LoadBalancer}',
  '',
].join('\n');

describe('kamaji-metal3 upgrade', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'upgrade-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function run(text: string, ...args: readonly string[]) {
    writeFileSync(join(folder, 'edge.yaml'), text);
    return spawnSync(process.execPath, [resolve('dist/cli.cjs'), 'upgrade', ...args], {
      cwd: folder,
      encoding: 'utf8',
    });
  }
  function report(text: string, ...args: readonly string[]) {
    return JSON.parse(run(text, '--format', 'json', ...args).stdout);
  }
  const ids = (advisories: readonly { readonly id: string }[]) => advisories.map(({ id }) => id);

  it('reports what the new release rejects, and not what both reject', () => {
    const { rejected } = report(KAMAJI, '--from', 'kamaji-cp=v0.19', '--to', 'kamaji-cp=v0.20');
    assert.deepEqual(
      rejected.map(({ file, line, rule }: Record<string, unknown>) => ({ file, line, rule })),
      [{ file: 'edge.yaml', line: 1, rule: 'api-version-not-served' }],
    );
    const broken = KAMAJI.replace('version: v1.33.0', 'version: 1');
    const both = report(broken, '--from', 'kamaji-cp=v0.18', '--to', 'kamaji-cp=v0.19');
    assert.deepEqual(both.rejected, []);
    assert.equal(run(KAMAJI, '--from', 'kamaji-cp=v0.19', '--to', 'kamaji-cp=v0.20').status, 1);
    assert.equal(run(KAMAJI, '--from', 'kamaji-cp=v0.18', '--to', 'kamaji-cp=v0.19').status, 0);
  });

  it('reports known issues whose trigger is present, if the upgrade crosses their release', () => {
    const crossed = report(KUBEADM, '--from', 'capi=v1.10', '--to', 'capi=v1.11');
    assert.deepEqual(ids(crossed.advisories), ['kubeadm-timeout-rollout', 'move-between-contracts']);
    assert.deepEqual(crossed.advisories[0].objects, ['KubeadmControlPlane "edge"']);
    const without = report(
      KUBEADM.replace('{timeoutForControlPlane: 20m}', '{certSANs: [a]}'),
      '--from',
      'capi=v1.10',
      '--to',
      'capi=v1.11',
    );
    assert.deepEqual(ids(without.advisories), ['move-between-contracts']);
    assert.deepEqual(ids(report(KUBEADM, '--from', 'capi=v1.11', '--to', 'capi=v1.11').advisories), []);
    assert.deepEqual(ids(report(KUBEADM, '--from', 'capi=v1.13', '--to', 'capi=v1.14').advisories), []);
  });

  it('reports providers whose contract Cluster API does not accept', () => {
    const conflicts = (...args: readonly string[]) => {
      const { contracts } = report(KAMAJI, ...args);
      return contracts.map(({ provider, contract }: Record<string, string>) => `${provider}: ${contract}`);
    };
    const metal3 = ['--from', 'capm3=v1.12', '--to', 'capm3=v1.13'];
    assert.deepEqual(conflicts(...metal3, '--from', 'capi=v1.10'), ['cluster-api-provider-metal3: v1beta2']);
    assert.deepEqual(conflicts(...metal3, '--from', 'capi=v1.10', '--to', 'capi=v1.11'), []);
    // v1.11 and later accept the older contract too.
    assert.deepEqual(conflicts('--from', 'capm3=v1.12', '--from', 'capi=v1.10', '--to', 'capi=v1.14'), []);
    assert.deepEqual(conflicts(...metal3), [], 'the release of Cluster API is unknown');
    const { status, stdout } = run(KAMAJI, ...metal3, '--from', 'capi=v1.10');
    assert.equal(status, 1);
    assert.match(
      stdout,
      /v1\.13\.\d+ implements the contract v1beta2, but cluster-api v1\.10\.\d+ accepts v1beta1 only/,
    );
  });

  it('reports what becomes deprecated, and lists the steps', () => {
    const { deprecated, steps } = report(KUBEADM, '--from', 'capi=v1.9', '--to', 'capi=v1.14');
    assert.deepEqual(
      deprecated.map(({ rule }: { rule: string }) => rule),
      ['deprecated-version'],
    );
    assert.match(steps.join('\n'), /through v1\.12/);
    assert.match(steps.join('\n'), /^clusterctl upgrade apply --core cluster-api:v1\.14\.\d+ /m);
    assert.match(
      steps.join('\n'),
      /1 deprecated object: kamaji-metal3 migrate --to cluster-api=v1\.14\.\d+ --write \.$/m,
    );
  });

  it('has no step for a version whose successor the new release does not serve', () => {
    const { deprecated, steps } = report(KAMAJI, '--from', 'kamaji-cp=v0.18', '--to', 'kamaji-cp=v0.19');
    assert.equal(deprecated.length, 1);
    assert.doesNotMatch(steps.join('\n'), /kamaji-metal3 migrate/);
  });

  it('prints the command that migrates the same files, as code in Markdown', () => {
    const args = ['--from', 'capi=v1.9', '--to', 'capi=v1.14', '--format', 'markdown', '.', '--exclude', 'a b'];
    const { stdout } = run(KUBEADM, ...args);
    assert.match(stdout, /^\d\. `clusterctl upgrade apply .*`$/m);
    assert.match(stdout, /^\d\. Migrate .*: `kamaji-metal3 migrate --to \S+ --write \. --exclude 'a b'`$/m);
  });

  it('prints text and Markdown', () => {
    const args = ['--from', 'capi=v1.10', '--to', 'capi=v1.11'];
    assert.match(run(KUBEADM, ...args).stdout, /^Known issues\n {2}cluster-api v1\.11: /m);
    assert.match(
      run(KUBEADM, ...args, '--format', 'markdown').stdout,
      /^\* cluster-api v1\.11: .*\(\[source\]\(https:/m,
    );
  });

  it('rejects a downgrade and two releases of a provider', () => {
    const down = run(KUBEADM, '--from', 'capi=v1.14', '--to', 'capi=v1.10');
    assert.equal(down.status, 2);
    assert.match(down.stderr, /cluster-api v1\.10\.\d+ is older than v1\.14\.\d+/);
    const twice = run(KUBEADM, '--from', 'capi=v1.10', '--from', 'cluster-api=v1.11', '--to', 'capi=v1.14');
    assert.equal(twice.status, 2);
    assert.match(twice.stderr, /capi=v1\.10 and cluster-api=v1\.11 are two releases of cluster-api/);
    assert.equal(run(KUBEADM, '--from', 'capi=v1.11', '--from', 'capi=v1.11', '--to', 'capi=v1.14').status, 0);
  });

  it('reports that equal releases change nothing', () => {
    const { status, stdout } = run(KUBEADM, '--from', 'capi=v1.11', '--to', 'capi=v1.11');
    assert.equal(status, 0);
    assert.match(stdout, /^Upgrade: none, because --from and --to are the same releases\n/);
  });

  it('needs both releases', () => {
    for (const args of [[], ['--to', 'capi=v1.14'], ['--from', 'capi=v1.10', '--to', 'unknown=v1']])
      assert.equal(run(KUBEADM, ...args).status, 2);
  });
});
