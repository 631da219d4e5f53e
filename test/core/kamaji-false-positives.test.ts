import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allFindings, workspaceOf } from '../support/check.ts';

/**
 * Manifests that look wrong in combination with Kamaji, but work in some or all releases, and must have no findings.
 * Each case is a minimal change of the objects below.
 */
const CLUSTER = `apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata:
  name: edge
  namespace: metal3
spec:
  clusterNetwork:
    pods:
      cidrBlocks: [192.168.0.0/18]
    services:
      cidrBlocks: [10.96.0.0/12]
  controlPlaneRef:
    apiVersion: controlplane.cluster.x-k8s.io/v1alpha1
    kind: KamajiControlPlane
    name: edge
  infrastructureRef:
    apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
    kind: Metal3Cluster
    name: edge
`;

const CONTROL_PLANE = `apiVersion: controlplane.cluster.x-k8s.io/v1alpha1
kind: KamajiControlPlane
metadata:
  name: edge
  namespace: metal3
spec:
  dataStoreName: default
  addons:
    coreDNS: {}
    kubeProxy: {}
  kubelet:
    cgroupfs: systemd
    preferredAddressTypes: [ExternalIP, InternalIP, Hostname]
  network:
    serviceType: LoadBalancer
    serviceAddress: 172.18.255.200
  replicas: 2
  version: 1.27.1
`;

const METAL3_CLUSTER = `apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: Metal3Cluster
metadata:
  name: edge
  namespace: metal3
spec:
  controlPlaneEndpoint:
    host: 172.18.255.200
    port: 6443
`;

const WORKERS = `apiVersion: cluster.x-k8s.io/v1beta1
kind: MachineDeployment
metadata:
  name: edge-workers
  namespace: metal3
spec:
  clusterName: edge
  replicas: 1
  selector:
    matchLabels: {}
  template:
    spec:
      clusterName: edge
      version: v1.27.1
      bootstrap:
        configRef:
          apiVersion: bootstrap.cluster.x-k8s.io/v1beta1
          kind: KubeadmConfigTemplate
          name: edge-workers
      infrastructureRef:
        apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
        kind: Metal3MachineTemplate
        name: edge-workers
`;

const BOOTSTRAP = `apiVersion: bootstrap.cluster.x-k8s.io/v1beta1
kind: KubeadmConfigTemplate
metadata:
  name: edge-workers
  namespace: metal3
spec:
  template:
    spec:
      joinConfiguration:
        nodeRegistration:
          name: '{{ ds.meta_data.name }}'
          kubeletExtraArgs:
            node-labels: 'metal3.io/uuid={{ ds.meta_data.uuid }}'
`;

const TENANT = `apiVersion: kamaji.clastix.io/v1alpha1
kind: TenantControlPlane
metadata:
  name: tenant
spec:
  dataStore: default
  controlPlane:
    deployment: {}
    service:
      serviceType: ClusterIP
  kubernetes:
    version: v1.33.0
    kubelet: {}
  networkProfile: {}
`;

type Change = readonly [from: string, to: string];

function changed(text: string, ...changes: readonly Change[]): string {
  return changes.reduce((before, [from, to]) => {
    assert.ok(before.includes(from), from);
    return before.replaceAll(from, () => to);
  }, text);
}

function together(...documents: readonly string[]): string {
  return documents.join('---\n');
}

const KUBEVIRT: Change = ['kind: Metal3Cluster', 'kind: KubevirtCluster'];
const KUBEVIRT_CLUSTER = `apiVersion: infrastructure.cluster.x-k8s.io/v1alpha1
kind: KubevirtCluster
metadata:
  name: edge
  namespace: metal3
  annotations:
    cluster.x-k8s.io/managed-by: kamaji
`;

const CASES: Readonly<Record<string, string>> = {
  'a reference of another version than its object': together(
    changed(CLUSTER, ['controlplane.cluster.x-k8s.io/v1alpha1', 'controlplane.cluster.x-k8s.io/v1alpha2']),
    CONTROL_PLANE,
    METAL3_CLUSTER,
  ),
  'an empty block': together(
    CLUSTER,
    changed(CONTROL_PLANE, ['  replicas: 2', '  deployment:\n  apiServer:\n  replicas: 2']),
    METAL3_CLUSTER,
  ),
  'versions with and without a v': together(CLUSTER, CONTROL_PLANE, METAL3_CLUSTER, WORKERS, BOOTSTRAP),
  'namespaces in one of two objects': together(
    CLUSTER,
    changed(CONTROL_PLANE, ['  namespace: metal3\n', '']),
    changed(METAL3_CLUSTER, ['  namespace: metal3\n', '']),
  ),
  'a data store that no manifest has': together(
    CLUSTER,
    changed(CONTROL_PLANE, ['dataStoreName: default', 'dataStoreName: tenants-of-production']),
    METAL3_CLUSTER,
  ),
  'a load balancer without an address, if the provider copies the assigned one': together(
    changed(CLUSTER, KUBEVIRT),
    changed(CONTROL_PLANE, ['    serviceAddress: 172.18.255.200\n', '']),
    KUBEVIRT_CLUSTER,
  ),
  'no port for the API server, with 6443 in the infrastructure': together(CLUSTER, CONTROL_PLANE, METAL3_CLUSTER),
  'cgroupfs, which only the documentation deprecates': changed(CONTROL_PLANE, [
    'cgroupfs: systemd',
    'cgroupfs: cgroupfs',
  ]),
  'annotations of unknown load balancers': together(
    CLUSTER,
    changed(CONTROL_PLANE, [
      '    serviceAddress: 172.18.255.200\n',
      '    serviceAnnotations:\n      example.com/address: 172.18.255.200\n    serviceLabels:\n      pool: edge\n',
    ]),
    METAL3_CLUSTER,
  ),
  'infrastructure without an endpoint, which its provider sets': together(
    changed(CLUSTER, KUBEVIRT),
    CONTROL_PLANE,
    KUBEVIRT_CLUSTER,
  ),
  'variables in many fields': together(
    changed(CLUSTER, ['cidrBlocks: [10.96.0.0/12]', 'cidrBlocks: ["${SERVICES}"]']),
    changed(
      CONTROL_PLANE,
      ['172.18.255.200', '${ADDRESS}'],
      ['replicas: 2', 'replicas: ${COUNT:=2}'],
      ['1.27.1', '${KUBERNETES_VERSION}'],
      ['coreDNS: {}', 'coreDNS:\n      dnsServiceIPs: ["${DNS}"]'],
    ),
    METAL3_CLUSTER,
    BOOTSTRAP,
  ),
  'the older API version without a target release': CONTROL_PLANE,
  'kinds of other providers': together(
    CLUSTER,
    CONTROL_PLANE,
    METAL3_CLUSTER,
    'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: cni\nspec:\n  interval: 1h\n',
  ),
  'a TenantControlPlane': TENANT,
  'a DNS address that Kamaji sets': together(
    changed(CLUSTER, ['10.96.0.0/12', '172.26.0.0/16']),
    CONTROL_PLANE,
    METAL3_CLUSTER,
  ),
  'zero replicas': changed(CONTROL_PLANE, ['replicas: 2', 'replicas: 0']),
};

describe('correct manifests that look like mistakes with Kamaji', () => {
  for (const [name, text] of Object.entries(CASES))
    it(name, () => {
      const findings = allFindings(workspaceOf([{ uri: 'file:///case.yaml', text }]));
      assert.deepEqual(
        findings.map(({ rule, message }) => `${rule}: ${message}`),
        [],
      );
    });
});
