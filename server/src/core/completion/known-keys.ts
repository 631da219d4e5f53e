import type { NodePath } from '../syntax/lookup.ts';
import { fits, type PathPattern, pathPattern } from '../syntax/path-pattern.ts';

/** A key of a map of the author's own that somebody reads. */
export interface KnownKey {
  readonly key: string;
  /** The value that it must have, or has elsewhere. */
  readonly value?: string;
  readonly values?: readonly string[];
  /** Where the value is from. */
  readonly detail?: string;
  readonly words?: string;
}

interface Row {
  readonly kinds: readonly string[];
  readonly pattern: PathPattern;
  readonly keys: readonly KnownKey[];
}

/** Labels, annotations and arguments that the providers, the autoscaler, kubeadm and MetalLB read. */
export function knownKeys(kind: string, path: NodePath): readonly KnownKey[] {
  return ROWS.filter(
    ({ kinds, pattern }) => (kinds.length === 0 || kinds.includes(kind)) && fits(pattern, path),
  ).flatMap(({ keys }) => keys);
}

const MACHINES = ['MachineDeployment', 'MachineSet'];
const HOST = ['BareMetalHost'];
const KUBEADM = ['KubeadmConfig', 'KubeadmConfigTemplate', 'KubeadmControlPlane', 'KubeadmControlPlaneTemplate'];

/** Facts: Cluster API v1.14 (api/core/v1beta2, the autoscaler's provider), CAPM3 and BMO v0.13, Kamaji, MetalLB. */
const ROWS: readonly Row[] = [
  row(HOST, 'metadata.annotations', [
    { key: 'inspect.metal3.io', value: 'disabled', words: 'Leaves the inspection of the host out.' },
    {
      key: 'baremetalhost.metal3.io/paused',
      words: 'The baremetal-operator leaves the host alone for as long as this is set.',
    },
    { key: 'baremetalhost.metal3.io/detached', words: 'Takes the host out of Ironic and leaves it running.' },
    { key: 'reboot.metal3.io', words: 'Turns the host off and on again; removed once that is done.' },
    { key: 'capm3.metal3.io/unhealthy', words: 'CAPM3 takes no machine on this host.' },
  ]),
  row(HOST, 'metadata.labels', [
    {
      key: 'infrastructure.cluster.x-k8s.io/failure-domain',
      words: 'The failure domain that the host stands in; machines with that failureDomain prefer it.',
    },
  ]),
  row(MACHINES, 'metadata.annotations', [
    {
      key: 'cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size',
      words: 'The fewest machines that the cluster autoscaler leaves.',
    },
    {
      key: 'cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size',
      words: 'The most machines that the cluster autoscaler makes.',
    },
    {
      key: 'machineset.cluster.x-k8s.io/skip-preflight-checks',
      values: ['All', 'KubeadmVersionSkew', 'KubernetesVersionSkew', 'ControlPlaneIsStable', 'ControlPlaneVersionSkew'],
      words: 'Checks of versions that no machine waits for; several are parted by commas.',
    },
  ]),
  row(MACHINES, 'spec.template.metadata.labels', [
    {
      key: 'node-role.kubernetes.io/worker',
      value: '',
      words: 'Cluster API copies labels of this domain to the nodes.',
    },
    { key: 'node.cluster.x-k8s.io/pool', words: 'Cluster API copies labels of this domain to the nodes.' },
    { key: 'node-restriction.kubernetes.io/', words: 'Cluster API copies labels of this domain to the nodes.' },
  ]),
  row([], 'metadata.annotations', [
    {
      key: 'cluster.x-k8s.io/paused',
      words: 'The controllers leave the object alone while this is set, to whatever value.',
    },
  ]),
  row(['Cluster'], 'metadata.annotations', [
    {
      key: 'topology.cluster.x-k8s.io/upgrade-concurrency',
      words: 'How many MachineDeployments are upgraded at a time.',
    },
  ]),
  row(['KamajiControlPlane', 'TenantControlPlane'], 'metadata.annotations', [
    {
      key: 'kamaji.clastix.io/kubeconfig-secret-key',
      values: ['admin.conf', 'admin.svc', 'super-admin.conf', 'super-admin.svc'],
      words: 'Which of the kubeconfigs that Kamaji writes Cluster API gets.',
    },
  ]),
  row(['KamajiControlPlane'], 'spec.network.serviceAnnotations', [
    { key: 'metallb.io/loadBalancerIPs', words: 'The address that MetalLB gives to the Service.' },
    { key: 'metallb.io/address-pool', words: 'The pool that MetalLB takes the address from.' },
    { key: 'metallb.io/allow-shared-ip', words: 'Services with the same value may share an address.' },
  ]),
  row(['IPClaim'], 'metadata.annotations', [{ key: 'ipAddress', words: 'The address that is wanted of the pool.' }]),
  ...['spec', 'spec.template.spec', 'spec.kubeadmConfigSpec', 'spec.template.spec.kubeadmConfigSpec'].map((base) =>
    row(KUBEADM, `${base}.{init,join}Configuration.nodeRegistration.kubeletExtraArgs`, [
      {
        key: 'node-labels',
        value: 'metal3.io/uuid={{ ds.meta_data.uuid }}',
        words: 'Labels that the node registers with. CAPM3 finds it by `metal3.io/uuid`.',
      },
      {
        key: 'provider-id',
        value: 'metal3://{{ ds.meta_data.providerid }}',
        words: 'Which machine the node is, for Cluster API.',
      },
      { key: 'cloud-provider', value: 'external' },
      { key: 'cgroup-driver', value: 'systemd' },
      { key: 'feature-gates' },
      {
        key: 'container-runtime-endpoint',
        values: ['unix:///run/containerd/containerd.sock', 'unix:///var/run/crio/crio.sock'],
      },
      { key: 'runtime-request-timeout', value: '5m' },
    ]),
  ),
];

function row(kinds: readonly string[], path: string, keys: readonly KnownKey[]): Row {
  return { kinds, pattern: pathPattern(path), keys };
}
