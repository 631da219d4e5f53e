import type { ValueSlot } from '../cursor/cursor.ts';
import { BMC_TYPES } from '../resources/bmc-address.ts';
import { inRange } from '../schemas/releases.ts';
import type { NodePath } from '../syntax/lookup.ts';
import { fits, type PathPattern, pathPattern } from '../syntax/path-pattern.ts';
import type { Context } from './context.ts';
import { kubernetesVersions } from './kubernetes-versions.ts';
import type { Value } from './values.ts';

/** A field that is free text to its schema, and takes some texts more often than others. */
interface Row {
  /** Every kind with such a field where it is left out. */
  readonly kinds?: readonly string[];
  readonly pattern: PathPattern;
  readonly values: (context: Context) => readonly Value[];
}

/** What providers, kubeadm and cloud-init understand in a field whose schema does not list it. */
export function wellKnownValues(context: Context, { path }: ValueSlot): readonly Value[] {
  const { known } = context;
  if (!known) return [];
  const rest = withoutTemplate(path);
  const own = ROWS.filter(({ kinds, pattern }) => (!kinds || kinds.includes(known.kind)) && fits(pattern, rest));
  return own.flatMap(({ values }) => values(context));
}

/** Kinds of templates have the fields of what they are templates of, two steps deeper. */
function withoutTemplate(path: NodePath): NodePath {
  const isTemplate = path[0] === 'spec' && path[1] === 'template' && path[2] === 'spec';
  return isTemplate
    ? path.slice(2)
    : path[0] === 'spec' && path[1] === 'kubeadmConfigSpec'
      ? ['spec', ...path.slice(2)]
      : path;
}

const REGISTRATION = 'spec.{init,join}Configuration.nodeRegistration';

/** A MachineHealthCheck's own, and those that a ClusterClass writes. */
const HEALTH = [
  'spec.unhealthyConditions[]',
  'spec.controlPlane.machineHealthCheck.unhealthyConditions[]',
  'spec.workers.machineDeployments[].machineHealthCheck.unhealthyConditions[]',
];
const CLIENT = 'spec.tlsConfig.clientCertificate';
const DURATIONS = ['0s', '5m', '10m'];

const ROWS: readonly Row[] = [
  { kinds: ['BareMetalHost'], pattern: pathPattern('spec.bmc.address'), values: bmcAddresses },
  texts('spec.hardwareProfile', 'BareMetalHost', ['unknown', 'libvirt', 'dell', 'dell-raid', 'openstack', 'empty']),
  texts('spec.rootDeviceHints.deviceName', undefined, ['/dev/sda', '/dev/nvme0n1', '/dev/vda']),
  texts('spec.clusterNetwork.serviceDomain', 'Cluster', ['cluster.local']),
  texts('spec.clusterNetwork.pods.cidrBlocks[]', 'Cluster', ['192.168.0.0/16', '192.168.0.0/18', '10.244.0.0/16']),
  texts('spec.clusterNetwork.services.cidrBlocks[]', 'Cluster', ['10.96.0.0/12', '10.96.0.0/16']),
  texts('spec.networkProfile.podCidr', undefined, ['10.244.0.0/16']),
  texts('spec.networkProfile.serviceCidr', undefined, ['10.96.0.0/16']),
  texts('spec.files[].owner', undefined, ['root:root']),
  texts('spec.files[].permissions', undefined, ['0644', '0600', '0755', '0640']),
  texts('spec.files[].path', undefined, [
    '/etc/containerd/config.toml',
    '/etc/containers/registries.conf',
    '/etc/NetworkManager/system-connections/eth0.nmconnection',
    '/etc/systemd/network/10-eth0.network',
    '/etc/sysctl.d/99-kubernetes.conf',
    '/etc/yum.repos.d/kubernetes.repo',
    '/usr/local/bin/retrieve.configuration.files.sh',
  ]),
  texts('spec.{pre,post}KubeadmCommands[]', undefined, [
    'systemctl enable --now crio',
    'systemctl enable --now kubelet',
    'systemctl restart NetworkManager.service',
    'systemctl restart containerd',
    'swapoff -a',
    'sleep 30',
  ]),
  texts('spec.users[].name', undefined, ['metal3', 'ubuntu', 'core']),
  texts('spec.users[].sudo', undefined, ['ALL=(ALL) NOPASSWD:ALL']),
  texts('spec.users[].shell', undefined, ['/bin/bash', '/bin/sh']),
  texts('spec.metaData.objectNames[].key', 'Metal3DataTemplate', ['name', 'local-hostname', 'local_hostname']),
  texts('spec.networkData.networks.ipv4[].routes[].network', 'Metal3DataTemplate', ['0.0.0.0']),
  texts('spec.networkData.networks.ipv6[].routes[].network', 'Metal3DataTemplate', ['::']),
  texts('spec.networkData.networks.{ipv4,ipv6}[].routes[].prefix', 'Metal3DataTemplate', ['0']),
  texts('spec.networkData.links.{ethernets,bonds,vlans}[].mtu', 'Metal3DataTemplate', ['1500', '9000']),
  texts(`${REGISTRATION}.name`, undefined, ['{{ ds.meta_data.name }}', '{{ ds.meta_data.local_hostname }}']),
  texts(`${REGISTRATION}.criSocket`, undefined, ['/run/containerd/containerd.sock', '/var/run/crio/crio.sock']),
  texts(`${REGISTRATION}.kubeletExtraArgs.node-labels`, undefined, ['metal3.io/uuid={{ ds.meta_data.uuid }}']),
  texts(`${REGISTRATION}.kubeletExtraArgs.provider-id`, undefined, ['metal3://{{ ds.meta_data.providerid }}']),
  texts(`${REGISTRATION}.kubeletExtraArgs.cgroup-driver`, undefined, ['systemd']),
  texts(`${REGISTRATION}.kubeletExtraArgs.cloud-provider`, undefined, ['external']),
  texts(`${REGISTRATION}.kubeletExtraArgs[].name`, undefined, [
    'node-labels',
    'provider-id',
    'cloud-provider',
    'cgroup-driver',
    'eviction-hard',
    'feature-gates',
    'container-runtime-endpoint',
  ]),
  texts(`${REGISTRATION}.kubeletExtraArgs[].value`, undefined, [
    'metal3.io/uuid={{ ds.meta_data.uuid }}',
    'metal3://{{ ds.meta_data.providerid }}',
    'external',
  ]),
  ...HEALTH.flatMap((path) => [
    texts(`${path}.type`, undefined, ['Ready']),
    texts(`${path}.status`, undefined, ['Unknown', 'False']),
    texts(`${path}.timeout`, undefined, ['300s', '5m']),
  ]),
  texts('spec.checks.unhealthyNodeConditions[].type', 'MachineHealthCheck', ['Ready']),
  texts('spec.checks.unhealthyNodeConditions[].status', 'MachineHealthCheck', ['Unknown', 'False']),
  texts('spec.checks.unhealthyNodeConditions[].timeoutSeconds', 'MachineHealthCheck', ['300']),
  texts('spec.nodeStartupTimeout', 'MachineHealthCheck', ['10m', '20m']),
  texts('spec.replicas', undefined, ['1', '2', '3']),
  texts('spec.controlPlane.deployment.replicas', 'TenantControlPlane', ['1', '2', '3']),
  texts('spec.topology.controlPlane.replicas', 'Cluster', ['1', '3']),
  texts('spec.topology.workers.machineDeployments[].replicas', 'Cluster', ['1', '2', '3']),
  texts('spec.template.spec.{nodeDrainTimeout,nodeVolumeDetachTimeout,nodeDeletionTimeout}', undefined, DURATIONS),
  texts('spec.{nodeDrainTimeout,nodeVolumeDetachTimeout,nodeDeletionTimeout}', undefined, DURATIONS),
  texts('spec.tlsConfig.certificateAuthority.certificate.secretReference.keyPath', 'DataStore', ['ca.crt']),
  texts('spec.tlsConfig.certificateAuthority.privateKey.secretReference.keyPath', 'DataStore', ['ca.key']),
  texts(`${CLIENT}.certificate.secretReference.keyPath`, 'DataStore', ['tls.crt', 'server.crt']),
  texts(`${CLIENT}.privateKey.secretReference.keyPath`, 'DataStore', ['tls.key', 'server.key']),
  texts('spec.basicAuth.username.secretReference.keyPath', 'DataStore', ['username']),
  texts('spec.basicAuth.password.secretReference.keyPath', 'DataStore', ['password']),
  {
    kinds: ['KamajiControlPlane'],
    pattern: pathPattern('spec.version'),
    values: (context) => kubernetesVersions(context, ''),
  },
  {
    kinds: ['KubeadmControlPlane', 'MachineDeployment', 'MachineSet', 'Machine'],
    pattern: pathPattern('spec.version'),
    values: (context) => kubernetesVersions(context, 'v'),
  },
  {
    kinds: ['TenantControlPlane'],
    pattern: pathPattern('spec.kubernetes.version'),
    values: (context) => kubernetesVersions(context, 'v'),
  },
  {
    kinds: ['Cluster'],
    pattern: pathPattern('spec.topology.version'),
    values: (context) => kubernetesVersions(context, 'v'),
  },
];

function texts(path: string, kind: string | undefined, values: readonly string[]): Row {
  const offered = values.map((text) => ({ text }));
  return { pattern: pathPattern(path), values: () => offered, ...(kind === undefined ? {} : { kinds: [kind] }) };
}

/** The controllers that the releases in force can talk to; the newest way first. */
function bmcAddresses({ targets, known }: Context): readonly Value[] {
  const release = targets[known?.provider ?? ''] ?? known?.release ?? '';
  return BMC_TYPES.filter(
    ({ releases }) => !releases || inRange({ provider: known?.provider ?? '', ...releases }, release),
  ).flatMap(({ name, transports }) =>
    ['', ...transports.map((transport) => `+${transport}`)].map((transport) => ({ text: `${name}${transport}://` })),
  );
}
