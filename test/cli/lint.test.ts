import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';

const cli = resolve('dist/cli.cjs');
let folder = '';

function run(args: readonly string[], input = '', cwd = folder) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { cwd, input, encoding: 'utf8' });
  return { status, stdout, stderr };
}

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'kamaji-metal3-cli-'));
  mkdirSync(join(folder, 'edge/node_modules/x'), { recursive: true });
  const [cluster = '', ...rest] = readFileSync('examples/mistakes/cluster.yaml', 'utf8').split('---\n');
  writeFileSync(join(folder, 'edge/cluster.yaml'), cluster);
  writeFileSync(join(folder, 'edge/rest.yml'), rest.join('---\n'));
  writeFileSync(join(folder, 'edge/node_modules/x/broken.yaml'), 'apiVersion: cluster.x-k8s.io/v1beta1\nkind: [\n');
  writeFileSync(join(folder, 'right.yaml'), readFileSync('examples/correct/cluster.yaml'));
});
after(() => rmSync(folder, { recursive: true }));

describe('kamaji-metal3 lint', () => {
  it('prints place, rule, message, the line and the fixes, and a summary', () => {
    const { status, stdout, stderr } = run(['lint', 'edge']);
    assert.equal(stderr, '');
    assert.equal(status, 1);
    const [port] = stdout.split('\n\n');
    assert.equal(stdout.match(/endpoint-host-mismatch \(2 places\)/g)?.length, 1);
    assert.equal(stdout.match(/endpoint-host-mismatch/g)?.length, 1);
    assert.equal(
      port,
      [
        'edge/cluster.yaml:9:20 error endpoint-port-mismatch (2 places)',
        '  API server port mismatch: Cluster "edge-1" publishes 6443 (spec.clusterNetwork.apiServerPort), but Metal3Cluster "edge-1" expects 443. Cluster "edge-1" never becomes ready.',
        '  8 |   clusterNetwork:',
        '  9 |     apiServerPort: 6443',
        '    |                    ^^^^',
        '  edge/rest.yml:9: Metal3Cluster "edge-1" expects 443.',
        '  fix: Set apiServerPort of Cluster "edge-1" to 443',
        '  fix: Set port of Metal3Cluster "edge-1" to 6443',
      ].join('\n'),
    );
    assert.match(stdout, /\n3 errors, 1 warning in 2 files\.\n$/);
  });

  it('exits with 0 and a summary if there are no findings', () => {
    assert.deepEqual(run(['lint', 'right.yaml']), { status: 0, stdout: 'Nothing found in 1 file.\n', stderr: '' });
  });

  it('recognizes a patch by the kustomization in a parent folder, which it does not check', () => {
    const patches = join(folder, 'prod/patches');
    mkdirSync(patches, { recursive: true });
    const pool = 'apiVersion: ipam.metal3.io/v1alpha1\nkind: IPPool\nmetadata:\n  name: a\nspec:\n  prefix: 24\n';
    writeFileSync(join(patches, 'pool.yaml'), pool);
    assert.equal(run(['lint', 'prod/patches/pool.yaml']).status, 1);
    const inline = pool.replace('prefix', 'prefx').replace(/^(?=.)/gm, '    ');
    const kustomization = `patches:\n- path: patches/pool.yaml\n- patch: |-\n${inline}`;
    writeFileSync(join(folder, 'prod/kustomization.yaml'), kustomization);
    assert.equal(run(['lint', '--isolated', 'prod/patches']).status, 0);
    const { status, stdout } = run(['lint', 'prod/patches/pool.yaml']);
    assert.deepEqual({ status, stdout }, { status: 0, stdout: 'Nothing found in 1 file.\n' });
    assert.match(run(['lint', 'prod']).stdout, /^prod\/kustomization\.yaml:9:\d+ error unknown-field/);
    rmSync(join(folder, 'prod'), { recursive: true });
  });

  it('reads standard input', () => {
    const { status, stdout } = run(
      ['lint', '-', '--format', 'json'],
      readFileSync(join(folder, 'edge/rest.yml'), 'utf8'),
    );
    const { files, findings } = JSON.parse(stdout);
    assert.equal(files, 1);
    assert.equal(findings[0].file, '-');
    assert.equal(status, 1);
  });

  it('with --isolated, sees no other file', () => {
    const { stdout } = run(['lint', 'edge', '--isolated', '--format', 'json']);
    const rules: string[] = JSON.parse(stdout).findings.map(({ rule }: { rule: string }) => rule);
    assert.deepEqual([...new Set(rules)], ['missing-reference-target']);
  });

  it('reads many files when only a few can be open', { skip: process.platform === 'win32' }, () => {
    const many = join(folder, 'many');
    mkdirSync(many);
    const pool = 'apiVersion: ipam.metal3.io/v1alpha1\nkind: IPPool\nmetadata: {name: a}\nspec: {namePrefix: a}\n';
    for (let index = 0; index < 1000; index++) writeFileSync(join(many, `${index}.yaml`), pool);
    for (const mode of ['', '--isolated --jobs 1']) {
      const script = `ulimit -n 200; "${process.execPath}" "${cli}" lint many --quiet ${mode}`;
      const { status, stderr } = spawnSync('bash', ['-c', script], { cwd: folder, encoding: 'utf8' });
      assert.deepEqual([status, stderr], [0, '']);
    }
    rmSync(many, { recursive: true });
  });

  it('fails for the requested severity and above', () => {
    const pool = 'apiVersion: ipam.metal3.io/v1alpha1\nkind: IPPool\nmetadata: {name: a}\nspec: {namePrefix: a}\n';
    const template =
      '---\napiVersion: infrastructure.cluster.x-k8s.io/v1beta1\nkind: Metal3DataTemplate\nmetadata: {name: t}\nspec: {clusterName: a, networkData: {services: {dnsFromIPPool: quite-another}}}\n';
    assert.equal(run(['lint', '-'], pool + template).status, 0);
    assert.equal(run(['lint', '-', '--fail-on', 'warning'], pool + template).status, 1);
  });

  it('exits with 2 and advice for unreadable input and invalid usage', () => {
    assert.deepEqual(run(['lint', 'nowhere.yaml']), {
      status: 2,
      stdout: '',
      stderr: 'error: No such file or folder: nowhere.yaml.\n',
    });
    assert.equal(run(['lint', '--format', 'xml']).status, 2);
    assert.equal(run(['lnit']).status, 2);
    assert.equal(run(['server']).status, 2);
  });

  it('prints the documented JSON', () => {
    const { stdout } = run(['lint', 'edge', '--format', 'json']);
    const report = JSON.parse(stdout);
    assert.deepEqual(Object.keys(report), ['version', 'files', 'findings']);
    assert.equal(report.version, 1);
    assert.deepEqual(
      report.findings.find(
        ({ path }: { path: string }) => path === 'spec.networkData.networks.ipv4[0].ipAddressFromIPPool',
      ),
      {
        file: 'edge/rest.yml',
        document: 6,
        object: {
          apiVersion: 'infrastructure.cluster.x-k8s.io/v1beta1',
          kind: 'Metal3DataTemplate',
          namespace: 'edge',
          name: 'edge-1-workers-template',
        },
        path: 'spec.networkData.networks.ipv4[0].ipAddressFromIPPool',
        range: { start: { line: 151, column: 32 }, end: { line: 151, column: 46 } },
        rule: 'missing-reference-target',
        fingerprint: '1d9454094cfcc036ed009e9290412817',
        severity: 'warning',
        effect: 'stuck',
        by: 'controller',
        message:
          'IPPool "external4-pool" not found. Metal3DataTemplate "edge-1-workers-template" never gets an address, and its machine does not start. Did you mean "externalv4-pool"?',
        related: [
          {
            file: 'edge/rest.yml',
            range: { start: { line: 28, column: 9 }, end: { line: 28, column: 24 } },
            message: 'IPPool "externalv4-pool" in namespace "edge" is defined here.',
          },
        ],
        fixes: ['Change to "externalv4-pool"', 'Create IPPool "external4-pool"'],
      },
    );
  });

  it('reports the same as the language server, in the order of the files', () => {
    const { stdout } = run(['lint', 'examples', '--format', 'json'], '', process.cwd());
    const findings: { file: string }[] = JSON.parse(stdout).findings;
    assert.deepEqual([...new Set(findings.map(({ file }) => file))], ['examples/mistakes/cluster.yaml']);
    assert.equal(findings.length, 6);
  });
});

describe('kamaji-metal3 lint with a configuration file', () => {
  const pools =
    'apiVersion: ipam.metal3.io/v1alpha1\nkind: IPPool\nmetadata: {name: a}\nspec: {namePrefix: a, prefx: 24}\n';
  let own = '';
  before(() => {
    own = join(folder, 'own');
    mkdirSync(join(own, 'deep/charts'), { recursive: true });
    writeFileSync(join(own, 'deep/pools.yaml'), pools);
    writeFileSync(join(own, 'deep/charts/pools.yaml'), pools);
    writeFileSync(
      join(own, '.kamaji-metal3.yaml'),
      'targets:\n  ipam: v1.4\nrules:\n  unknown-field: warning\nexclude: [charts]\nrule: {}\n',
    );
  });

  it('applies it from every working directory, and reports problems in it', () => {
    const { status, stdout } = run(['lint', 'deep'], '', own);
    assert.equal(status, 0);
    assert.match(
      stdout,
      /\.kamaji-metal3\.yaml:6:1 warning configuration\n {2}Unknown setting rule\. It has no effect/,
    );
    assert.match(stdout, /deep\/pools\.yaml:4:\d+ warning unknown-field/);
    assert.match(stdout, /\n2 warnings in 1 file\.\n$/);
    assert.equal(run(['lint', 'deep', '--isolated'], '', own).stdout, stdout);
  });

  it('uses none or another one with --no-config and --config', () => {
    assert.equal(run(['lint', 'deep', '--no-config'], '', own).status, 1);
    writeFileSync(join(folder, 'other.yaml'), 'rules: {unknown-field: off}\n');
    const { status, stdout } = run(['lint', 'deep', '--config', join(folder, 'other.yaml')], '', own);
    assert.equal(stdout, 'Nothing found in 2 files.\n');
    assert.equal(status, 0);
  });
});

describe('kamaji-metal3 server', () => {
  it('answers over standard input and output', async () => {
    const server = spawn(process.execPath, [cli, 'server', '--stdio']);
    try {
      const params = { processId: null, rootUri: null, capabilities: {} };
      const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params });
      server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
      const [answer] = await once(server.stdout, 'data');
      assert.match(String(answer), /Content-Length: \d+\r\n/);
    } finally {
      server.kill();
    }
  });
});
