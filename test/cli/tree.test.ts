import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import pc from 'picocolors';
import { treeText } from '../../server/src/cli/print/tree-text.ts';
import { objectTree, rootsIn, treeRows, Workspace } from '../../server/src/core/index.ts';
import { REGISTRY } from '../../server/src/providers/index.ts';

function run(...args: readonly string[]) {
  return spawnSync(process.execPath, [resolve('dist/cli.cjs'), 'tree', ...args], { encoding: 'utf8' });
}

/** The part of the output for a live cluster that follows from manifests. */
const LIVE = [
  'NAME                                                        READY  SEVERITY  REASON  MESSAGE',
  'Cluster/test1',
  '├─ClusterInfrastructure - Metal3Cluster/test1',
  '├─ControlPlane - KamajiControlPlane/capi-quickstart-metal3',
  '└─Workers',
  '  └─MachineDeployment/test1',
];

describe('kamaji-metal3 tree', () => {
  it('prints a manifest like clusterctl prints the cluster', () => {
    const { stdout, status } = run('--output', 'wide', 'examples/correct');
    assert.equal(status, 0);
    const lines = stdout.split('\n');
    assert.deepEqual(lines[0]?.split(/ +/), LIVE[0]?.split(/ +/));
    let at = 0;
    for (const line of LIVE.slice(1)) {
      at = lines.findIndex((each, index) => index >= at && each.trimEnd() === line);
      assert.ok(at > 0, `${line} is not in\n${stdout}`);
    }
  });

  it('prints problems in the columns of clusterctl', () => {
    const { stdout } = run('--output', 'wide', 'examples/mistakes');
    assert.match(
      stdout,
      /MachineInfrastructureTemplate - Metal3MachineTemplate\/edge-1-worker +False +Error +not in these manifests/,
    );
    assert.match(
      stdout,
      /ClusterInfrastructure - Metal3Cluster\/edge-1 +False +Error +endpoint-host-mismatch +Control plane endpoint mismatch: Metal3Cluster "edge-1" expects/,
    );
  });

  it('prints short notes by default', () => {
    const lines = run('examples/mistakes').stdout.split('\n');
    const noteAfter = (name: string) =>
      lines
        .find((line) => line.includes(`${name} `))
        ?.split(/ {2,}/)
        .at(-1);
    assert.equal(noteAfter('Cluster/edge-1'), '✗ apiServerPort 6443 ≠ 443');
    assert.equal(noteAfter('Metal3Cluster/edge-1'), '✗ host 10.20.0.50 ≠ 10.20.0.60 (+1)');
    assert.equal(noteAfter('MachineDeployment/edge-1'), '✗ Metal3MachineTemplate "edge-1-worker" not found');
    assert.equal(noteAfter('Metal3MachineTemplate/edge-1-worker'), '✗ missing');
    assert.equal(noteAfter('IPPool/external4-pool'), '! missing');
    assert.equal(noteAfter('DataStore/default'), 'not in these manifests');
  });

  it('draws what the kustomizations of the paths include', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kamaji-metal3-tree-'));
    mkdirSync(join(folder, 'base'));
    mkdirSync(join(folder, 'overlay'));
    writeFileSync(join(folder, 'base/cluster.yaml'), readFileSync('examples/correct/cluster.yaml'));
    writeFileSync(join(folder, 'base/kustomization.yaml'), 'resources: [cluster.yaml]\n');
    writeFileSync(join(folder, 'overlay/kustomization.yaml'), 'resources: [../base]\nnamePrefix: prod-\n');
    const { stdout, stderr } = run(join(folder, 'overlay'));
    assert.equal(stderr, '');
    assert.equal(stdout, run(join(folder, 'base')).stdout);
    assert.match(stdout, /^Cluster\/test1/m);
    rmSync(folder, { recursive: true });
  });

  it('fits into the width of the terminal', () => {
    const workspace = new Workspace({ registry: REGISTRY });
    workspace.apply([{ uri: 'file:///a.yaml', text: readFileSync('examples/mistakes/cluster.yaml', 'utf8') }]);
    workspace.update();
    const findings = workspace.findingsIn('file:///a.yaml');
    const trees = rootsIn(workspace).map((root) =>
      treeRows(
        objectTree(root, workspace, ({ document }) => findings.filter(({ place }) => place.document === document)),
      ),
    );
    for (const width of [30, 60, 80, 120, 200]) {
      const lines = treeText(trees, { colors: pc.createColors(false), width }).split('\n');
      assert.ok(
        lines.every((line) => line.length <= width),
        lines.join('\n'),
      );
      if (width >= 120) assert.ok(lines.some((line) => line.endsWith('✗ host 10.20.0.50 ≠ 10.20.0.60 (+1)')));
    }
  });

  it('prints JSON for scripts', () => {
    const { version, clusters } = JSON.parse(run('--format', 'json', 'examples/mistakes').stdout);
    assert.equal(version, 1);
    const [cluster] = clusters;
    assert.equal(cluster.label, 'Cluster/edge-1');
    assert.equal(cluster.file, 'examples/mistakes/cluster.yaml');
    assert.equal(cluster.findings[0].rule, 'endpoint-port-mismatch');
    assert.equal(cluster.children[0].role, 'ClusterInfrastructure');
    interface Node {
      readonly state: string;
      readonly label: string;
      readonly file?: string;
      readonly line?: number;
      readonly children: readonly Node[];
    }
    const all = (node: Node): readonly Node[] => [node, ...node.children.flatMap(all)];
    const missing = all(cluster).filter(({ state }) => state === 'missing' || state === 'elsewhere');
    assert.ok(missing.length > 0);
    const lines = readFileSync('examples/mistakes/cluster.yaml', 'utf8').split('\n');
    for (const { label, file, line } of missing) {
      assert.equal(file, 'examples/mistakes/cluster.yaml');
      assert.ok(lines[(line ?? 0) - 1]?.endsWith(`: ${label.slice(label.indexOf('/') + 1)}`), label);
    }
  });

  it('prints templates with their values', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kamaji-metal3-tree-'));
    try {
      const text = readFileSync('examples/correct/cluster.yaml', 'utf8').replaceAll('test1', '${CLUSTER_NAME}');
      writeFileSync(join(folder, 'cluster.yaml'), text);
      writeFileSync(join(folder, 'values.env'), 'CLUSTER_NAME=blue\n');
      const args = ['--env', join(folder, 'values.env'), join(folder, 'cluster.yaml')];
      const lines = run(...args)
        .stdout.split('\n')
        .map((line) => line.trimEnd());
      assert.ok(lines.includes('Cluster/blue'), lines.join('\n'));
      assert.ok(lines.includes('├─ClusterInfrastructure - Metal3Cluster/blue'), lines.join('\n'));
      assert.ok(run(join(folder, 'cluster.yaml')).stdout.includes('Cluster/${CLUSTER_NAME}'));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('reports that there is no cluster, or no file', () => {
    assert.equal(run('test/manifests').stdout, 'No Cluster is in these manifests.\n');
    const { status, stderr } = run('no-such-folder');
    assert.equal(status, 2);
    assert.match(stderr, /No such file or folder: no-such-folder/);
  });
});
