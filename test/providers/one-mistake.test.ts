import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pathText } from '../../server/src/core/index.ts';
import { allFindings, workspaceOf } from '../support/check.ts';

const EXAMPLE = `apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata:
  name: test1
  namespace: metal3
spec:
  clusterNetwork:
    apiServerPort: 6443
    pods:
      cidrBlocks:
        - 192.168.0.0/18
    services:
      cidrBlocks:
        - 10.96.0.0/12
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
  cloudProviderEnabled: false
---
apiVersion: ipam.metal3.io/v1alpha1
kind: IPPool
metadata:
  name: provisioning-pool
  namespace: metal3
spec:
  clusterName: test1
  namePrefix: test1-prov
  pools:
    - start: 172.22.0.100
      end: 172.22.0.200
  prefix: 24
---
apiVersion: ipam.metal3.io/v1alpha1
kind: IPPool
metadata:
  name: externalv4-pool
  namespace: metal3
spec:
  clusterName: test1
  namePrefix: test1-bmv4
  gateway: 192.168.111.1
  pools:
    - start: 192.168.111.100
      end: 192.168.111.200
  prefix: 24
---
apiVersion: controlplane.cluster.x-k8s.io/v1alpha1
kind: KamajiControlPlane
metadata:
  name: capi-quickstart-metal3
  namespace: metal3
spec:
  dataStoreName: default
  kubelet:
    cgroupfs: systemd
    preferredAddressTypes:
      - ExternalIP
      - InternalIP
      - Hostname
  addons:
    coreDNS: {}
    kubeProxy: {}
  network:
    serviceType: LoadBalancer
    serviceAddress: 172.18.255.200
  replicas: 2
  version: 1.27.1
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3MachineTemplate
metadata:
  name: test1-workers
  namespace: metal3
spec:
  template:
    spec:
      dataTemplate:
        name: test1-workers-template
      image:
        url: http://172.22.0.1/images/CENTOS_9_NODE_IMAGE_K8S_v1.27.1-raw.img
        checksum: http://172.22.0.1/images/CENTOS_9_NODE_IMAGE_K8S_v1.27.1-raw.img.sha256sum
        checksumType: sha256
        format: raw
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3DataTemplate
metadata:
  name: test1-workers-template
  namespace: metal3
spec:
  clusterName: test1
  metaData:
    ipAddressesFromIPPool:
      - key: provisioningIP
        name: provisioning-pool
        apiGroup: ipam.metal3.io
        kind: IPPool
    prefixesFromIPPool:
      - key: provisioningCIDR
        name: provisioning-pool
        apiGroup: ipam.metal3.io
        kind: IPPool
    objectNames:
      - key: name
        object: machine
      - key: local-hostname
        object: machine
      - key: local_hostname
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
              prefix: 0
              gateway:
                fromIPPool: externalv4-pool
    services:
      dns:
        - 8.8.8.8
`;

/** Returns the errors and warnings about the example after an edit: rule and path. */
function findings(from: string, to: string): readonly string[] {
  const text = EXAMPLE.replace(from, to);
  assert.notEqual(text, EXAMPLE);
  return allFindings(workspaceOf([{ uri: 'file:///main.yaml', text }]))
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ rule, path }) => `${rule} ${pathText(path)}`);
}

describe('one mistake has one finding', () => {
  const cases: readonly (readonly [from: string, to: string, finding: string])[] = [
    ['gateway: 192.168.111.1', 'gateway: 192.168.112.1', 'invalid-pool-gateway spec.gateway'],
    ['  infrastructureRef:', '  infraRef:', 'unknown-field spec.infraRef'],
    ['end: 172.22.0.200', 'stop: 172.22.0.200', 'unknown-field spec.pools[0].stop'],
    [
      'dataTemplate:',
      'dataTemplate:\n        namespace: other',
      'conflicting-values spec.template.spec.dataTemplate.namespace',
    ],
    [
      'serviceAddress: 172.18.255.200',
      'serviceAddress: 172.18.255.200/24',
      'malformed-value spec.network.serviceAddress',
    ],
    ['serviceAddress: 172.18.255.200', 'serviceAddress: 172.18.255.20O', 'malformed-value spec.network.serviceAddress'],
    ['host: 172.18.255.200', 'host: https://172.18.255.200:6443', 'malformed-value spec.controlPlaneEndpoint.host'],
  ];
  for (const [from, to, finding] of cases)
    it(to.replace(/\s+/g, ' '), () => assert.deepEqual(findings(from, to), [finding]));

  it('does not hide another host', () =>
    assert.deepEqual(findings('host: 172.18.255.200', 'host: https://172.18.255.201:6443'), [
      'endpoint-host-mismatch spec.controlPlaneEndpoint.host',
      'malformed-value spec.controlPlaneEndpoint.host',
      'endpoint-host-mismatch spec.network.serviceAddress',
    ]));
});
