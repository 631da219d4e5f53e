import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accepted, completionsAt, labelsAt } from '../../support/completion.ts';

const EXAMPLE = `apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata:
  name: test1
  namespace: metal3
spec:
  clusterNetwork:
    apiServerPort: 6443
    services:
      cidrBlocks: [10.96.0.0/12]
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
metadata:
  name: test1
  namespace: metal3
spec:
  controlPlaneEndpoint:
    host: 172.18.255.200
    port: 6443
---
apiVersion: ipam.metal3.io/v1alpha1
kind: IPPool
metadata: {name: provisioning-pool, namespace: metal3}
spec:
  clusterName: test1
  namePrefix: test1-prov
  pools: [{start: 172.22.0.100, end: 172.22.0.200}]
  prefix: 24
---
apiVersion: ipam.metal3.io/v1alpha1
kind: IPPool
metadata: {name: externalv4-pool, namespace: metal3}
spec:
  clusterName: test1
  namePrefix: test1-bmv4
  gateway: 192.168.111.1
  pools: [{start: 192.168.111.100, end: 192.168.111.200}]
  prefix: 24
---
apiVersion: controlplane.cluster.x-k8s.io/v1alpha1
kind: KamajiControlPlane
metadata: {name: capi-quickstart-metal3, namespace: metal3}
spec:
  network:
    serviceType: LoadBalancer
    serviceAddress: 172.18.255.200
  version: 1.27.1
---
apiVersion: cluster.x-k8s.io/v1beta1
kind: MachineDeployment
metadata:
  name: test1
  namespace: metal3
spec:
  clusterName: test1
  selector:
    matchLabels:
      cluster.x-k8s.io/cluster-name: test1
      nodepool: nodepool-0
  template:
    metadata:
      labels: {cluster.x-k8s.io/cluster-name: test1, nodepool: nodepool-0}
    spec:
      clusterName: test1
      version: v1.27.1
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
      image:
        url: http://172.22.0.1/node.img
        checksum: http://172.22.0.1/node.img.sha256sum
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3DataTemplate
metadata: {name: test1-workers-template, namespace: metal3}
spec:
  clusterName: test1
  metaData:
    ipAddressesFromIPPool:
      - key: provisioningIP
        name: provisioning-pool
    prefixesFromIPPool:
      - key: provisioningCIDR
        name: provisioning-pool
    objectNames:
      - key: local-hostname
        object: machine
  networkData:
    links:
      ethernets:
        - id: enp1s0
          type: phy
          macAddress:
            fromHostInterface: enp1s0
        - id: enp2s0
          type: phy
          macAddress:
            fromHostInterface: enp2s0
    networks:
      ipv4:
        - id: externalv4
          link: enp2s0
          ipAddressFromIPPool: externalv4-pool
          routes:
            - network: 0.0.0.0
              gateway:
                fromIPPool: externalv4-pool
---
apiVersion: bootstrap.cluster.x-k8s.io/v1beta1
kind: KubeadmConfigTemplate
metadata: {name: test1-workers, namespace: metal3}
spec:
  template:
    spec:
      files:
        - path: /etc/NetworkManager/system-connections/ironicendpoint.nmconnection
          content: |
            [ipv4]
            address1={{ ds.meta_data.provisioningIP }}/{{ ds.meta_data.provisioningCIDR }}
      joinConfiguration:
        nodeRegistration:
          name: '{{ ds.meta_data.name }}'
`;

/** The example with a text replaced by the cursor. */
function at(text: string, instead = '█'): string {
  assert.ok(EXAMPLE.includes(text), text);
  return EXAMPLE.replace(text, text.replace(/[^ ]+$/, instead));
}

function first(text: string): string | undefined {
  return labelsAt(at(text))[0];
}

describe('values that must match', () => {
  it('include the value of the other object first', () => {
    assert.equal(first('serviceAddress: 172.18.255.200'), '172.18.255.200');
    assert.equal(first('host: 172.18.255.200'), '172.18.255.200');
    assert.equal(first('apiServerPort: 6443'), '6443');
    assert.equal(first('version: v1.27.1'), 'v1.27.1');
    assert.equal(first('version: 1.27.1'), 'v1.27.1');
    assert.equal(first('clusterName: test1'), 'test1');
  });

  it('are found without a reference to the object', () => {
    const alone = EXAMPLE.split('---\n').filter((text) => !/^kind: Cluster$/m.test(text));
    const text = alone.join('---\n').replace('host: 172.18.255.200', 'host: █');
    assert.equal(labelsAt(text)[0], '172.18.255.200');
  });

  it('include values of the same object', () => {
    const url = 'http://172.22.0.1/node.img';
    assert.equal(first(`checksum: ${url}.sha256sum`), `${url}.sha256sum`);
    assert.equal(first('fromHostInterface: enp1s0'), 'enp1s0');
    assert.equal(first('fromIPPool: externalv4-pool'), 'externalv4-pool');
    assert.deepEqual(labelsAt(at('link: enp2s0')), ['enp1s0', 'enp2s0']);
  });

  it('include labels for a selector', () => {
    const selector = EXAMPLE.replace(/matchLabels:\n.*\n.*\n/, 'matchLabels:\n      █\n');
    const offered = completionsAt(selector);
    assert.deepEqual(
      offered.slice(0, 2).map(({ label, detail }) => `${label}: ${detail}`),
      ['cluster.x-k8s.io/cluster-name: test1', 'nodepool: nodepool-0'],
    );
    assert.match(accepted(selector, 'nodepool'), /matchLabels:\n {6}nodepool: nodepool-0\n/);
  });

  it('include names that other objects refer to', () => {
    const lost = EXAMPLE.replace(
      'kind: Metal3Cluster\nmetadata:\n  name: test1',
      'kind: Metal3Cluster\nmetadata:\n  name: █',
    );
    assert.deepEqual(labelsAt(lost), ['test1']);
    assert.deepEqual(labelsAt(at('namespace: metal3')), ['metal3']);
  });

  it('include the names of links in networks, and of metadata keys', () => {
    assert.deepEqual(labelsAt(at('id: enp2s0')).slice(0, 1), ['enp2s0']);
    const [key] = completionsAt(at('key: provisioningIP'));
    assert.equal(key?.label, 'provisioningIP');
    assert.match(key?.detail ?? '', /^read by KubeadmConfigTemplate/);
    assert.deepEqual(labelsAt(at('key: provisioningCIDR')).slice(0, 1), ['provisioningCIDR']);
  });

  it('include the name of the cluster, unless another object of the kind has it', () => {
    const workers = 'kind: MachineDeployment\nmetadata:\n  name: ';
    assert.deepEqual(labelsAt(EXAMPLE.replace(`${workers}test1`, `${workers}█`)), ['test1']);
    const two = `${EXAMPLE}---\napiVersion: cluster.x-k8s.io/v1beta1\nkind: MachineDeployment\nmetadata:\n  name: █\n`;
    assert.deepEqual(labelsAt(two), []);
  });

  it('are offered with and without a v for Kamaji, which accepts both', () => {
    assert.deepEqual(labelsAt(at('version: 1.27.1')).slice(0, 2), ['v1.27.1', '1.27.1']);
  });

  it('include the first address of the network of a pool, unless the pool assigns it', () => {
    assert.equal(first('gateway: 192.168.111.1'), '192.168.111.1');
    const pool = 'apiVersion: ipam.metal3.io/v1alpha1\nkind: IPPool\nspec:\n  gateway: █\n  prefix: 24\n  pools:\n';
    assert.deepEqual(labelsAt(`${pool}    - start: 10.0.0.1\n`), []);
    assert.deepEqual(labelsAt(`${pool}    - start: 10.0.0.2\n`), ['10.0.0.1']);
  });

  it('include the tenth address of the network for services', () => {
    const tenant = 'apiVersion: kamaji.clastix.io/v1alpha1\nkind: TenantControlPlane\nspec:\n  networkProfile:\n';
    const offered = labelsAt(`${tenant}    serviceCidr: 10.100.0.0/16\n    dnsServiceIPs:\n      - █\n`);
    assert.equal(offered[0], '10.100.0.10');
  });

  it('include addresses that are computed from others', () => {
    const dns = EXAMPLE.replace(
      '    serviceType: LoadBalancer\n',
      '    serviceType: LoadBalancer\n    dnsServiceIPs:\n      - █\n',
    );
    assert.equal(labelsAt(dns)[0], '10.96.0.10');
  });
});

describe('metadata keys', () => {
  const expression = (text: string) => EXAMPLE.replace('{{ ds.meta_data.provisioningIP }}/', text);
  const offered = (text: string) => completionsAt(expression(text)).map(({ label, detail }) => `${label}: ${detail}`);

  it('are the keys of the machine, with their source', () => {
    const keys = offered('{{ ds.meta_data.█ }}');
    assert.deepEqual(keys.slice(0, 2), [
      'provisioningIP: Metal3DataTemplate "test1-workers-template"',
      'provisioningCIDR: Metal3DataTemplate "test1-workers-template"',
    ]);
    assert.ok(keys.includes('uuid: the Bare Metal Operator'));
    assert.ok(keys.includes('providerid: CAPM3'));
  });

  it('are offered at the start of an expression, and close it', () => {
    const text = expression('{{ █/');
    assert.match(
      accepted(text, 'ds.meta_data.provisioningIP'),
      /address1=\{\{ ds\.meta_data\.provisioningIP \}\}\/\{\{/,
    );
    const begun = expression('{{ ds.meta_data.pro█ }}/');
    assert.match(accepted(begun, 'provisioningCIDR'), /address1=\{\{ ds\.meta_data\.provisioningCIDR \}\}\//);
    assert.ok(
      offered("{{ ds.meta_data['█'] }}").includes('local-hostname: Metal3DataTemplate "test1-workers-template"'),
    );
    assert.ok(labelsAt(EXAMPLE.replace("'{{ ds.meta_data.name }}'", "'{{ ds.meta_data.█ }}'")).includes('uuid'));
  });

  it('are not offered elsewhere', () => {
    assert.deepEqual(offered('{{ x }} ds.meta_data.█'), []);
    assert.deepEqual(offered('{{ other.█ }}'), []);
    assert.deepEqual(labelsAt('apiVersion: v1\nkind: ConfigMap\ndata:\n  a: "{{ ds.meta_data.█"\n'), []);
  });
});

describe('common values', () => {
  const HOST = 'apiVersion: metal3.io/v1alpha1\nkind: BareMetalHost\nmetadata:\n  name: a\n';

  it('are the values that the target release accepts', () => {
    const address = `${HOST}spec:\n  bmc:\n    address: █\n`;
    assert.ok(labelsAt(address).includes('redfish-virtualmedia+https://'));
    assert.ok(!labelsAt(address).includes('ilo4://'));
    assert.ok(labelsAt(address, { 'baremetal-operator': 'v0.8.1' }).includes('ilo4://'));
  });

  it('include annotations and labels that a component reads', () => {
    assert.equal(
      accepted(`${HOST.trimEnd()}\n  annotations:\n    insp█\n`, 'inspect.metal3.io'),
      `${HOST.trimEnd()}\n  annotations:\n    inspect.metal3.io: disabled\n`,
    );
    assert.deepEqual(labelsAt(`${HOST.trimEnd()}\n  annotations:\n    inspect.metal3.io: █\n`), ['disabled']);
  });

  it('include the Kubernetes versions that the target accepts', () => {
    const plane = 'apiVersion: controlplane.cluster.x-k8s.io/v1alpha1\nkind: KamajiControlPlane\nspec:\n  version: █\n';
    assert.equal(labelsAt(plane)[0], '1.36.0');
    assert.equal(labelsAt(plane, { kamaji: 'v1.0.0' })[0], '1.30.0');
  });
});
