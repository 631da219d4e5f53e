import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { objectTree, type Resource, rootsIn, treeRows, Workspace } from '../../../server/src/core/index.ts';
import { REGISTRY } from '../../../server/src/providers/index.ts';
import type { FixtureFile } from '../../support/fixture.ts';
import { corpusSets, sharedIsMissing } from '../../support/shared.ts';

function read(...files: readonly FixtureFile[]): Workspace {
  const workspace = new Workspace({ registry: REGISTRY });
  workspace.apply(files);
  workspace.update();
  return workspace;
}

function treeOf(cluster: Resource, workspace: Workspace) {
  return objectTree(cluster, workspace, ({ uri, document }) =>
    workspace.findingsIn(uri).filter(({ place }) => place.document === document),
  );
}

function drawn(workspace: Workspace): string {
  return rootsIn(workspace)
    .map((cluster) =>
      treeRows(treeOf(cluster, workspace))
        .map(({ name, node }) =>
          node.state === 'present' || node.state === 'group' ? name : `${name} (${node.state})`,
        )
        .join('\n'),
    )
    .join('\n\n');
}

const TEXT = `apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata:
  name: test1
  namespace: metal3
spec:
  controlPlaneRef:
    apiVersion: controlplane.cluster.x-k8s.io/v1alpha1
    kind: KamajiControlPlane
    name: capi-quickstart-metal3
  infrastructureRef:
    apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
    kind: Metal3Cluster
    name: test1
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3Cluster
metadata: {name: test1, namespace: metal3}
spec:
  controlPlaneEndpoint: {host: 172.18.255.200, port: 6443}
---
apiVersion: ipam.metal3.io/v1alpha1
kind: IPPool
metadata:
  name: provisioning-pool
  namespace: metal3
---
apiVersion: ipam.metal3.io/v1alpha1
kind: IPPool
metadata:
  name: externalv4-pool
  namespace: metal3
---
apiVersion: controlplane.cluster.x-k8s.io/v1alpha1
kind: KamajiControlPlane
metadata: {name: capi-quickstart-metal3, namespace: metal3}
spec:
  dataStoreName: default
  network: {serviceType: LoadBalancer, serviceAddress: 172.18.255.200}
---
apiVersion: cluster.x-k8s.io/v1beta1
kind: MachineDeployment
metadata: {name: test1, namespace: metal3}
spec:
  clusterName: test1
  replicas: 1
  template:
    spec:
      clusterName: test1
      bootstrap:
        configRef: {apiVersion: bootstrap.cluster.x-k8s.io/v1beta1, kind: KubeadmConfigTemplate, name: test1-workers}
      infrastructureRef:
        apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
        kind: Metal3MachineTemplate
        name: test1-workers
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3MachineTemplate
metadata: {name: test1-workers, namespace: metal3}
spec:
  template:
    spec:
      dataTemplate:
        name: test1-workers-template
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3DataTemplate
metadata: {name: test1-workers-template, namespace: metal3}
spec:
  clusterName: test1
  metaData:
    ipAddressesFromIPPool: [{key: ip, name: provisioning-pool, apiGroup: ipam.metal3.io, kind: IPPool}]
  networkData:
    networks:
      ipv4: [{id: externalv4, link: enp1s0, ipAddressFromIPPool: externalv4-pool}]
---
apiVersion: bootstrap.cluster.x-k8s.io/v1beta1
kind: KubeadmConfigTemplate
metadata: {name: test1-workers, namespace: metal3}
`;
const URI = 'file:///cluster.yaml';

describe('the tree of a cluster', () => {
  it('contains what clusterctl shows for the live cluster, and what it omits', () => {
    assert.equal(
      drawn(read({ uri: URI, text: TEXT })),
      `Cluster/test1
├─ClusterInfrastructure - Metal3Cluster/test1
├─ControlPlane - KamajiControlPlane/capi-quickstart-metal3
│ └─DataStore/default (elsewhere)
└─Workers
  └─MachineDeployment/test1
    ├─MachineInfrastructureTemplate - Metal3MachineTemplate/test1-workers
    │ └─Metal3DataTemplate/test1-workers-template
    │   ├─IPPool/provisioning-pool
    │   └─IPPool/externalv4-pool
    ├─BootstrapConfigTemplate - KubeadmConfigTemplate/test1-workers
    └─1 Machine`,
    );
  });

  it('shows missing objects at their references, and unreferenced objects', () => {
    const text = TEXT.replace('        name: test1-workers-template', '        name: test1-worker-template').replace(
      '    kind: Metal3Cluster\n    name: test1',
      '    kind: Metal3Cluster\n    name: test2',
    );
    const tree = drawn(read({ uri: URI, text }));
    for (const line of [
      '├─ClusterInfrastructure - Metal3Cluster/test2 (missing)',
      '│   │ └─Metal3DataTemplate/test1-worker-template (missing)',
      '└─Unused - Metal3DataTemplate/test1-workers-template',
      '  ├─IPPool/provisioning-pool',
    ])
      assert.ok(tree.split('\n').includes(line), tree);
  });

  it('shows unreferenced objects below the unreferenced objects that refer to them, except those of other clusters', () => {
    const text = TEXT.replace('        name: test1-workers\n---', '        name: test1-worker\n---');
    const unused = `└─Unused - Metal3MachineTemplate/test1-workers
  └─Metal3DataTemplate/test1-workers-template
    ├─IPPool/provisioning-pool
    └─IPPool/externalv4-pool`;
    const tree = drawn(read({ uri: URI, text }));
    assert.ok(tree.endsWith(unused), tree);

    const machine = (cluster: string) => `---
apiVersion: cluster.x-k8s.io/v1beta1
kind: Machine
metadata: {name: other, namespace: metal3}
spec:
  clusterName: ${cluster}
  infrastructureRef: {apiVersion: infrastructure.cluster.x-k8s.io/v1beta1, kind: Metal3MachineTemplate, name: test1-workers}
`;
    const shared = drawn(read({ uri: URI, text: text + machine('test2') }));
    assert.ok(shared.endsWith(unused), shared);
  });

  it('treats missing objects with a suppressed finding as existing', () => {
    const missing = (comment: string) =>
      drawn(
        read({
          uri: URI,
          text: TEXT.replace('        name: test1-workers-template', `        name: test1-worker-template${comment}`),
        }),
      );
    assert.ok(missing('').includes('Metal3DataTemplate/test1-worker-template (missing)'));
    assert.ok(
      missing(' # kamaji-metal3: ignore missing-reference-target').includes(
        'Metal3DataTemplate/test1-worker-template (elsewhere)',
      ),
    );
  });

  it('shows a missing object with the severity of the finding', () => {
    const text = TEXT.replaceAll('provisioning-pool', 'provisioning-pool-1').replace(
      'name: provisioning-pool-1',
      'name: provisioning-pool-2',
    );
    const workspace = read({ uri: URI, text });
    const rows = rootsIn(workspace).flatMap((cluster) => treeRows(treeOf(cluster, workspace)));
    const missing = rows.find(({ node }) => node.state === 'missing')?.node;
    assert.equal(missing?.label, 'IPPool/provisioning-pool-1');
    assert.deepEqual(new Set(missing?.findings.map(({ severity }) => severity)), new Set(['warning']));
  });

  it('does not treat a patch of a Cluster as another Cluster', () => {
    const patch = `apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata: {name: test1}
spec: {clusterNetwork: {apiServerPort: 6444}}
`;
    const workspace = read(
      { uri: 'file:///w/base/cluster.yaml', text: TEXT },
      { uri: 'file:///w/patch.yaml', text: patch },
    );
    assert.deepEqual(
      rootsIn(workspace).map(({ uri }) => uri),
      ['file:///w/base/cluster.yaml'],
    );
    assert.equal(drawn(read({ uri: URI, text: patch })), 'Cluster/test1', 'who begins one sees it');
  });

  it('shows the workers that a topology will create, without existing ones', () => {
    const text = (name: string) => `apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata: {name: edge, namespace: edge}
spec:
  topology:
    class: metal3
    version: v1.33.1
    workers:
      machineDeployments:
        - {class: rack, name: md-0, replicas: 3}
        - {class: rack, name: md-1}
      machinePools:
        - {class: pool, name: mp-0, replicas: 1}
---
apiVersion: cluster.x-k8s.io/v1beta1
kind: MachineDeployment
metadata: {name: edge-md-xyz, namespace: edge, labels: {topology.cluster.x-k8s.io/deployment-name: ${name}}}
spec: {clusterName: edge, replicas: 2}
`;
    assert.equal(
      drawn(read({ uri: URI, text: text('md-0') })),
      `Cluster/edge
├─ClusterClass/metal3 (elsewhere)
└─Workers
  ├─MachineDeployment/edge-md-xyz
  │ └─2 Machines
  ├─Topology - MachineDeployment md-1 of class rack
  │ └─Machines
  └─Topology - MachinePool mp-0 of class pool
    └─1 Machine`,
    );
    assert.ok(
      drawn(read({ uri: URI, text: text('md-2') })).includes(
        'Topology - MachineDeployment md-0 of class rack\n  │ └─3 Machines',
      ),
    );
  });

  it('does not present an object as absent that the workspace may have', () => {
    const isUncertain = (text: string, label: string) => {
      const workspace = read({ uri: URI, text });
      const nodes = rootsIn(workspace).flatMap((cluster) => treeRows(treeOf(cluster, workspace)));
      const found = nodes.find(({ node }) => node.label === label)?.node;
      assert.ok(found, `${label} is not in ${drawn(workspace)}`);
      return found.isUncertain ?? false;
    };
    const pool = 'IPPool/provisioning-pool';
    const templates: [string, string][] = [
      ['apiVersion: ipam.metal3.io/v1alpha1', 'apiVersion: ${IPAM}'],
      ['apiVersion: ipam.metal3.io/v1alpha1', 'apiVersion: ${IPAM_GROUP}/v1alpha1'],
    ];
    for (const [from, to] of templates) assert.equal(isUncertain(TEXT.replaceAll(from, to), pool), true, to);
    assert.equal(isUncertain(TEXT, pool), false);
    assert.equal(isUncertain(TEXT, 'DataStore/default'), false);
    const renamed = TEXT.replace('        name: test1-workers-template\n', '        name: ${NAME}-template\n');
    assert.equal(isUncertain(renamed, 'Metal3DataTemplate/${NAME}-template'), true);
  });

  it('is the tree in the founding document', { skip: sharedIsMissing }, () => {
    const page = readFileSync('../shared/founding-document.md', 'utf8');
    const [live = '', yaml = ''] = [...page.matchAll(/^```(?:yaml)?\n(.*?)^```/gms)].map(([, block]) => block);
    const tree = drawn(read({ uri: URI, text: yaml })).split('\n');
    const [, ...lines] = live
      .trimEnd()
      .split('\n')
      .map((line) => line.split(/ {2,}(?=True|\s*$)/)[0]?.trimEnd() ?? '');
    // Machines have names only in a live cluster.
    const expected = lines.filter((line) => !line.includes('Machine/'));
    assert.equal(expected.length, 5);
    assert.deepEqual(
      tree.filter((line) => expected.includes(line)),
      expected,
    );
    assert.equal(tree.at(-1), '    └─1 Machine');
  });

  it('queries only the objects of its Cluster', () => {
    const countQueries = (others: number) => {
      const text = Array.from({ length: others + 1 }, (_, index) =>
        TEXT.replaceAll('test1', `test${index}`)
          .replaceAll('capi-quickstart-metal3', `control-plane-${index}`)
          .replace(/(provisioning|externalv4)-pool/g, `$1-pool-${index}`),
      ).join('---\n');
      const workspace = read({ uri: URI, text });
      const [cluster] = rootsIn(workspace);
      const names: string[] = [];
      const manifests = new Proxy(workspace, {
        get: (target, name) => {
          const value = Reflect.get(target, name, target);
          return typeof value !== 'function'
            ? value
            : (...words: unknown[]) => {
                names.push(`${String(name)} ${(words[0] as Resource | undefined)?.name}`);
                return value.apply(target, words);
              };
        },
      });
      assert.ok(cluster);
      objectTree(cluster, manifests, ({ document }) => {
        names.push(`findings ${workspace.resourceIn(document)?.name}`);
        return [];
      });
      return names;
    };
    const withoutOthers = countQueries(0);
    assert.ok(withoutOthers.length > 10);
    assert.deepEqual(countQueries(30), withoutOthers);
  });

  it('is the same if its documents are in different files', () => {
    const files = TEXT.split('---\n').map((text, index) => ({ uri: `file:///w/${index}.yaml`, text }));
    assert.equal(drawn(read(...files)), drawn(read({ uri: URI, text: TEXT })));
  });

  it('is one for each Cluster, in the order of the text', () => {
    const other = TEXT.replaceAll('test1', 'test0')
      .replaceAll('capi-quickstart-metal3', 'other')
      .replaceAll('-pool', '-pool-0');
    const roots = drawn(read({ uri: URI, text: `${TEXT}---\n${other}` }))
      .split('\n')
      .filter((line) => line.startsWith('Cluster/'));
    assert.deepEqual(roots, ['Cluster/test1', 'Cluster/test0']);
    assert.equal(drawn(read({ uri: URI, text: 'a: 1\n' })), '');
  });

  it('contains health checks with their targets, and resource sets that select the Cluster', () => {
    const text = `${TEXT.replace('  namespace: metal3\nspec:', '  namespace: metal3\n  labels: {cni: flannel}\nspec:')}---
apiVersion: cluster.x-k8s.io/v1beta1
kind: MachineHealthCheck
metadata: {name: health, namespace: metal3}
spec:
  clusterName: test1
  remediationTemplate:
    apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
    kind: Metal3RemediationTemplate
    name: remedy
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3RemediationTemplate
metadata: {name: remedy, namespace: metal3}
---
apiVersion: addons.cluster.x-k8s.io/v1beta1
kind: ClusterResourceSet
metadata: {name: flannel, namespace: metal3}
spec: {clusterSelector: {matchLabels: {cni: flannel}}}
---
apiVersion: addons.cluster.x-k8s.io/v1beta1
kind: ClusterResourceSet
metadata: {name: calico, namespace: metal3}
spec: {clusterSelector: {matchLabels: {cni: calico}}}
`;
    assert.ok(
      drawn(read({ uri: URI, text })).endsWith(`
├─MachineHealthCheck/health
│ └─Metal3RemediationTemplate/remedy
└─ClusterResourceSet/flannel`),
      drawn(read({ uri: URI, text })),
    );
  });

  it('terminates and contains every object once for the complete corpus', { skip: sharedIsMissing }, () => {
    for (const files of corpusSets()) {
      const workspace = read(...files);
      for (const cluster of rootsIn(workspace)) {
        const rows = treeRows(treeOf(cluster, workspace));
        const withBelow = rows.flatMap(({ node }) =>
          node.resource && node.children.length > 0 ? [node.resource] : [],
        );
        assert.equal(new Set(withBelow).size, withBelow.length, `${cluster.uri} ${cluster.name}`);
      }
    }
  });
});
