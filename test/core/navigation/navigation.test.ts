import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  definitionsOf,
  implementationsOf,
  linksIn,
  occurrencesOf,
  prepareRename,
  rename,
  Workspace,
} from '../../../server/src/core/index.ts';
import { REGISTRY } from '../../../server/src/providers/index.ts';
import { readFixture, writeFixture } from '../../support/fixture.ts';
import { pointAt, renamed, startOf } from '../../support/navigation.ts';

function read(source: string) {
  const { files, cursor } = readFixture(source);
  const workspace = new Workspace({ registry: REGISTRY, rules: [] });
  workspace.apply(files);
  const at = cursor ?? { uri: '', offset: 0 };
  return { files, workspace, at, pointed: cursor && pointAt(workspace, at.uri, at.offset) };
}

/** The fixture with marks at all occurrences of the name at the cursor. */
function marked(source: string): string {
  const { files, workspace, pointed } = read(source);
  const places = pointed?.symbols.flatMap((named) => occurrencesOf(named, workspace)) ?? [];
  const marks = places.map(({ uri, document, span, role }) => {
    const start = startOf(workspace, uri, document);
    return { uri, start: start + span.start, end: start + span.end, text: role };
  });
  return writeFixture(files, marks);
}

function withoutCursor(source: string): string {
  return source.replace('█', '');
}

const CLUSTER = `#- /cluster.yaml
apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata:
  name: test1
#       ^^^^^ definition
  namespace: metal3
spec:
  infrastructureRef:
    apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
    kind: Metal3Cluster
    name: other
`;

const DEPLOYMENT = `#- /workers.yaml
apiVersion: cluster.x-k8s.io/v1beta1
kind: MachineDeployment
metadata:
  name: workers
  namespace: metal3
  labels:
    cluster.x-k8s.io/cluster-name: "test1"
#                                   ^^^^^ reference
spec:
  clusterName: te█st1
#              ^^^^^ reference
  selector:
    matchLabels:
      cluster.x-k8s.io/cluster-name: test1
#                                    ^^^^^ reference
      pool: a
  template:
    metadata:
      labels:
        cluster.x-k8s.io/cluster-name: test1
#                                      ^^^^^ reference
        pool: a
    spec:
      clusterName: 'test1'
#                   ^^^^^ reference
`;

const NETWORK = `#- /data.yaml
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3DataTemplate
metadata:
  name: data
spec:
  clusterName: test1
  networkData:
    links:
      ethernets:
        - id: eth█0
#             ^^^^ definition
          type: phy
        - id: eth1
          type: phy
      bonds:
        - id: bond0
          bondLinks: [eth0, eth1]
#                     ^^^^ reference
      vlans:
        - id: vlan4
          vlanLink: bond0
    networks:
      ipv4DHCP:
        - id: net
          link: eth0
#               ^^^^ reference
`;

const MACHINES = `#- /machines.yaml
apiVersion: cluster.x-k8s.io/v1beta1
kind: MachineDeployment
metadata: {name: workers}
spec:
  clusterName: test1
  template:
    spec:
      bootstrap:
        configRef: {apiVersion: bootstrap.cluster.x-k8s.io/v1beta1, kind: KubeadmConfigTemplate, name: boot}
      infrastructureRef: {apiVersion: infrastructure.cluster.x-k8s.io/v1beta1, kind: Metal3MachineTemplate, name: machines}
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3MachineTemplate
metadata: {name: machines}
spec:
  template:
    spec:
      dataTemplate: {name: data}
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3DataTemplate
metadata: {name: data}
spec:
  clusterName: test1
  metaData:
    ipAddressesFromIPPool:
      - key: provisioning-ip
#            ^^^^^^^^^^^^^^^ definition
        name: pool
---
apiVersion: bootstrap.cluster.x-k8s.io/v1beta1
kind: KubeadmConfigTemplate
metadata: {name: boot}
spec:
  template:
    spec:
      preKubeadmCommands:
        - echo {{ ds.meta_data.provisioning█_ip }} {{ ds.meta_data.name }}
#                              ^^^^^^^^^^^^^^^ reference
        - "echo {{ ds.meta_data['provisioning-ip'] }}"
#                                ^^^^^^^^^^^^^^^ reference
`;

const HOSTS = `#- /hosts.yaml
apiVersion: metal3.io/v1alpha1
kind: BareMetalHost
metadata:
  name: host-0
  labels: {rack: a1}
#                ^^ definition
---
apiVersion: metal3.io/v1alpha1
kind: BareMetalHost
metadata:
  name: host-1
  labels: {rack: b1}
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3MachineTemplate
metadata: {name: machines}
spec:
  template:
    spec:
      hostSelector:
        matchLabels: {rack: a█1}
#                           ^^ reference
        matchExpressions:
          - {key: rack, operator: In, values: [a1, b1]}
#                                              ^^ reference
`;

const READ_LABELS = `#- /hosts.yaml
apiVersion: metal3.io/v1alpha1
kind: BareMetalHost
metadata:
  name: host-0
  labels: {ra█ck: a1}
#          ^^^^ definition
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3DataTemplate
metadata: {name: data}
spec:
  clusterName: test1
  metaData:
    fromLabels:
      - {key: place, object: baremetalhost, label: rack}
#                                                  ^^^^ reference
      - {key: other, object: machine, label: rack}
`;

const COMPANIONS = `#- /host.yaml
apiVersion: metal3.io/v1alpha1
kind: BareMetalHost
metadata: {name: host-0}
#                ^^^^^^ definition
---
apiVersion: metal3.io/v1alpha1
kind: HostFirmwareSettings
metadata: {name: ho█st-0}
#                ^^^^^^ reference
`;

const NAMESPACES = `#- /all.yaml
apiVersion: v1
kind: Namespace
metadata: {name: metal3}
#                ^^^^^^ definition
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3MachineTemplate
metadata: {name: machines, namespace: met█al3}
#                                     ^^^^^^ reference
spec:
  template:
    spec:
      dataTemplate: {name: data, namespace: metal3}
#                                           ^^^^^^ reference
---
apiVersion: v1
kind: ConfigMap
metadata: {name: text, namespace: other}
data: {namespace: metal3}
`;

const PATCHES = `#- /base/cluster.yaml
apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata: {name: test1, namespace: metal3}
#                ^^^^^ definition
---
apiVersion: cluster.x-k8s.io/v1beta1
kind: MachineDeployment
metadata: {name: workers, namespace: metal3}
spec: {clusterName: test1}
#                   ^^^^^ reference
#- /prod/kustomization.yaml
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: [../base]
patches:
  - path: paused.yaml
  - target: {kind: Cluster, name: test1}
#                                 ^^^^^ reference
    path: operations.yaml
  - patch: |-
      apiVersion: cluster.x-k8s.io/v1beta1
      kind: Cluster
      metadata:
        name: "test1"
#              ^^^^^ reference
        namespace: metal3
      spec: {paused: false}
      ---
      apiVersion: cluster.x-k8s.io/v1beta1
      kind: MachineDeployment
      metadata: {name: workers}
      spec:
        clusterName: test1
#                    ^^^^^ reference
#- /prod/paused.yaml
apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata: {name: te█st1}
#                ^^^^^ reference
spec: {paused: true}
`;

const GENERATED = `#- /host.yaml
apiVersion: metal3.io/v1alpha1
kind: BareMetalHost
metadata: {name: host, namespace: metal3}
spec:
  bmc:
    address: redfish://192.0.2.1/redfish/v1/Systems/1
    credentialsName: cred█entials
#                    ^^^^^^^^^^^ reference
#- /kustomization.yaml
namespace: metal3
resources: [host.yaml]
secretGenerator:
  - name: credentials
#         ^^^^^^^^^^^ definition
    literals: [username=a, password=b]
configMapGenerator:
  - name: credentials
    literals: [a=b]
`;

const CLAIMS = `#- /pool.yaml
apiVersion: ipam.metal3.io/v1alpha1
kind: IPPool
metadata: {name: pool-0}
spec:
  clusterName: test1
  preAllocations:
    data-0-pool-0: 10.0.0.5
#   ^^^^ reference
    "data-12-pool-0": 10.0.0.6
#    ^^^^ reference
    data-x: 10.0.0.7
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3DataTemplate
metadata: {name: da█ta}
#                ^^^^ definition
`;

const TWINS = `#- /a.yaml
apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata: {name: tes█t1}
#                ^^^^^ definition
#- /b.yaml
apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata: {name: test1}
#- /workers.yaml
apiVersion: cluster.x-k8s.io/v1beta1
kind: MachineDeployment
metadata: {name: workers}
spec: {clusterName: test1}
#                   ^^^^^ reference
`;

describe('objects of one cluster', () => {
  for (const [what, source] of Object.entries({
    'a Cluster, in labels and selectors too': CLUSTER + DEPLOYMENT,
    'a link of a data template': NETWORK,
    'a metadata key, in either spelling': MACHINES,
    'a label by which hosts are chosen': HOSTS,
    'a label that a data template reads': READ_LABELS,
    'a host and its companions': COMPANIONS,
    'a namespace and all that is in it': NAMESPACES,
    'an object and its patches': PATCHES,
    'an object, and who may mean it': TWINS,
    'a Secret that a kustomization makes': GENERATED,
    'a data template, in names of claims': CLAIMS,
  }))
    it(what, () => assert.equal(marked(source), withoutCursor(source)));

  it('are limited to the nearest Cluster if environments repeat names', () => {
    const environment = (name: string) =>
      (CLUSTER + DEPLOYMENT).replaceAll('#- /', `#- /${name}/`).replaceAll(/^#.*\^.*\n/gm, '');
    const source = environment('dev').replace('█', '') + environment('prod');
    const { workspace, pointed } = read(source);
    const places = pointed?.symbols.flatMap((named) => occurrencesOf(named, workspace)) ?? [];
    assert.equal(places.length, 6);
    assert.ok(places.every(({ uri }) => uri.includes('/prod/')));
  });
});

describe('the definition of an object', () => {
  const twins = `${CLUSTER.replaceAll(/^#.*\^.*\n/gm, '')}${CLUSTER.replace('/cluster.yaml', '/copy.yaml').replaceAll(/^#.*\^.*\n/gm, '')}`;
  const user = `#- /workers.yaml
apiVersion: cluster.x-k8s.io/v1beta1
kind: MachineDeployment
metadata: {name: workers, namespace: metal3}
spec:
  clusterName: te█st1
`;

  it('includes all possible targets', () => {
    const { workspace, pointed } = read(twins + user);
    const found = pointed?.symbols.flatMap((named) => definitionsOf(named, workspace)) ?? [];
    assert.deepEqual(found.map(({ uri }) => uri).sort(), ['file:///cluster.yaml', 'file:///copy.yaml']);
    assert.ok(pointed);
    assert.equal(implementationsOf(pointed, workspace).length, 2);
  });

  it('is also found from the kind in a reference', () => {
    const infrastructure = `#- /infrastructure.yaml
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3Cluster
metadata:
  name: other
  namespace: metal3
`;
    const { workspace, pointed } = read(
      CLUSTER.replaceAll(/^#.*\^.*\n/gm, '').replace('kind: Metal3C', 'kind: Metal█3C') + infrastructure,
    );
    const found = pointed?.symbols.flatMap((named) => definitionsOf(named, workspace)) ?? [];
    assert.deepEqual(
      found.map(({ uri }) => uri),
      ['file:///infrastructure.yaml'],
    );
    assert.equal(pointed?.isName, false);
  });

  it('is empty for a comment, a number, or an unknown name', () => {
    for (const source of ['apiVersion: v1\nkind: Secret\nmetadata: {name: a} # co█mment\n', 'a: 1█\n', '█'])
      assert.deepEqual(read(`#- /a.yaml\n${source}`).pointed?.symbols ?? [], []);
    assert.deepEqual(read(user).pointed?.symbols, []);
  });

  it('is found from a path in a kustomization', () => {
    const { workspace } = read(`#- /base/kustomization.yaml
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - cluster.yaml
  - missing.yaml
  - https://example.org/base.yaml
#- /base/cluster.yaml
apiVersion: v1
kind: Secret
metadata: {name: a}
#- /prod/kustomization.yaml
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: [../base]
#- /test/kustomization.yaml
resources: [../prod]
`);
    const linked = [...workspace.files.values()].flatMap((file) => linksIn(file, workspace).map(({ uri }) => uri));
    assert.deepEqual(linked, [
      'file:///base/cluster.yaml',
      'file:///base/kustomization.yaml',
      'file:///prod/kustomization.yaml',
    ]);
  });
});

describe('a rename', () => {
  const textAfter = (source: string, newName: string) => {
    const { workspace, at } = read(source);
    return renamed(workspace, at.uri, at.offset, newName)
      .map(({ text }) => text)
      .join('');
  };
  const refusal = (source: string, newName?: string) => {
    const { workspace, pointed } = read(source);
    const answer = newName === undefined ? prepareRename(pointed, workspace) : rename(pointed, newName, workspace);
    return 'reason' in answer ? answer.reason : `not rejected: ${JSON.stringify(answer).slice(0, 80)}`;
  };

  it('changes every file and keeps the quotes', () => {
    const after = textAfter(CLUSTER + DEPLOYMENT, 'edge');
    assert.equal(after.includes('test1'), false);
    for (const line of ['  name: edge\n', 'cluster-name: "edge"\n', "clusterName: 'edge'\n"])
      assert.ok(after.includes(line), line);
  });

  it('writes a metadata key in the form that each place requires', () => {
    const after = textAfter(MACHINES, 'node-address');
    for (const part of ['key: node-address', 'ds.meta_data.node_address }', "ds.meta_data['node-address']"])
      assert.ok(after.includes(part), part);
  });

  it('changes the value of a label in labels and selectors', () => {
    const after = textAfter(HOSTS, 'c7');
    for (const part of ['{rack: c7}', 'values: [c7, b1]']) assert.ok(after.includes(part), part);
  });

  it('includes patches, and selectors for one of them', () => {
    const after = textAfter(PATCHES, 'edge');
    assert.equal(after.includes('test1'), false);
    assert.equal(after.match(/edge/g)?.length, 6);
  });

  it('changes the claim names of pre-allocated addresses', () => {
    const after = textAfter(CLAIMS.replace('da█ta', 'data').replace('name: pool-0', 'name: po█ol-0'), 'addresses');
    for (const part of ['    data-0-addresses: ', '    "data-12-addresses": ', 'name: addresses}', '    data-x: '])
      assert.ok(after.includes(part), part);
    const from = textAfter(CLAIMS.replace('da█ta', 'data').replace('data-12', 'd█ata-12'), 'node');
    for (const part of ['    node-0-pool-0: ', '    "node-12-pool-0": ', 'name: node}'])
      assert.ok(from.includes(part), part);
  });

  it('skips ambiguous references', () => {
    const after = textAfter(TWINS, 'edge');
    assert.equal(after.match(/edge/g)?.length, 1);
    assert.ok(after.includes('{clusterName: test1}'));
  });

  it('accepts only names that are valid for the kind', () => {
    const named = (kind: string, apiVersion: string, rest = '') =>
      `#- /a.yaml\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: on█e}\n${rest}`;
    const long = 'a'.repeat(64);
    assert.match(refusal(named('Cluster', 'cluster.x-k8s.io/v1beta1'), long), /labels, which have at most 63/);
    assert.match(refusal(named('Metal3Cluster', 'infrastructure.cluster.x-k8s.io/v1beta1'), long), /not rejected/);
    const controlPlane = ['KamajiControlPlane', 'controlplane.cluster.x-k8s.io/v1alpha1'] as const;
    assert.match(refusal(named(...controlPlane), '1st'), /"1st" is not a valid name/);
    const elsewhere = 'spec: {deployment: {externalClusterReference: {deploymentName: a}}}\n';
    assert.match(refusal(named(...controlPlane, elsewhere), '1st'), /not rejected/);
    assert.match(refusal(named('Namespace', 'v1'), 'a.b'), /"a.b" is not a valid name\. A Namespace has/);
  });

  it('is rejected with the reason', () => {
    const all = CLUSTER + DEPLOYMENT;
    assert.match(refusal(all, 'No_name'), /lowercase letters/);
    assert.match(refusal(all.replaceAll('test1', '${NAME}').replace('te█st1', '${NA█ME}')), /template expression/);
    assert.match(refusal(DEPLOYMENT), /Cluster "test1" is not in the workspace/);
    assert.match(refusal(NETWORK, 'eth1'), /already has a link "eth1"/);
    assert.match(refusal(MACHINES, 'name'), /already reads another key "name"/);
    assert.match(refusal(MACHINES, 'uuid'), /not rejected/);
    assert.match(refusal(MACHINES, 'providerid'), /CAPM3 overwrites/);
    const second = '      - key: node_ip\n        name: pool\n---\napiVersion: bootstrap';
    assert.match(
      refusal(MACHINES.replace('---\napiVersion: bootstrap', second), 'node_ip'),
      /already has a key "node_ip"/,
    );
    assert.match(refusal(MACHINES, 'provisioning_ip'), /not rejected/);
    assert.match(refusal(MACHINES, 'a b'), /cannot be read/);
    assert.match(refusal(HOSTS, 'a/b'), /not a valid label value/);
    assert.match(refusal(all.replace('pool: a', 'po█ol: a').replace('te█st1', 'test1'), '-'), /not a valid label key/);
    assert.match(
      refusal(all.replace('kind: MachineD', 'kind: █MachineD').replace('te█st1', 'test1')),
      /Only names of objects/,
    );
    const other = CLUSTER.replace('/cluster', '/second').replace('name: test1', 'name: edge');
    assert.match(refusal(CLUSTER + other + DEPLOYMENT, 'edge'), /Cluster "?edge"? already exists/);
  });

  it('does not change an alias', () => {
    const source = `#- /a.yaml
apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata: {name: &name test█1}
---
apiVersion: cluster.x-k8s.io/v1beta1
kind: MachineDeployment
metadata: {name: a, labels: {x: &cluster test1}}
spec: {clusterName: *cluster}
`;
    assert.match(refusal(source), /alias/);
  });
});
