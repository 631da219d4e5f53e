import type { Migration, Move } from '../../core/migration/migration.ts';
import {
  below,
  fill,
  gone,
  nonZeroSeconds,
  pairs,
  rename,
  seconds,
  splitSeconds,
  unused,
} from '../../core/migration/rows.ts';
import { deletionTimeouts, fromOlder, reference } from '../cluster-api/migration-rows.ts';
import { KubeadmConfig, KubeadmConfigTemplate, KubeadmControlPlane, KubeadmControlPlaneTemplate } from './kinds.ts';

const fromCluster = (what: string) => `v1beta2 has no such field. Cluster API takes ${what} from the Cluster.`;

/** KubeadmConfigSpec. */
const CONFIG: readonly Move[] = [
  ...unused(
    ...['clusterConfiguration', 'initConfiguration', 'joinConfiguration'].flatMap((part) => [
      `${part}.apiVersion`,
      `${part}.kind`,
    ]),
  ),
  gone('clusterConfiguration.clusterName', fromCluster('the name')),
  gone('clusterConfiguration.kubernetesVersion', fromCluster('the version')),
  gone('clusterConfiguration.networking.dnsDomain', fromCluster('spec.clusterNetwork.serviceDomain')),
  gone('clusterConfiguration.networking.podSubnet', fromCluster('spec.clusterNetwork.pods')),
  gone('clusterConfiguration.networking.serviceSubnet', fromCluster('spec.clusterNetwork.services')),
  gone('useExperimentalRetryJoin', 'v1beta2 has no such field. kubeadm itself retries a join.', [false]),
  splitSeconds(
    'clusterConfiguration.apiServer.timeoutForControlPlane',
    'initConfiguration.timeouts.controlPlaneComponentHealthCheckSeconds',
    'joinConfiguration.timeouts.controlPlaneComponentHealthCheckSeconds',
  ),
  seconds('initConfiguration.bootstrapTokens[].ttl', 'initConfiguration.bootstrapTokens[].ttlSeconds'),
  seconds('joinConfiguration.discovery.timeout', 'joinConfiguration.timeouts.tlsBootstrapSeconds'),
  pairs('clusterConfiguration.apiServer.extraArgs'),
  pairs('clusterConfiguration.controllerManager.extraArgs'),
  pairs('clusterConfiguration.scheduler.extraArgs'),
  pairs('clusterConfiguration.etcd.local.extraArgs'),
  pairs('initConfiguration.nodeRegistration.kubeletExtraArgs'),
  pairs('joinConfiguration.nodeRegistration.kubeletExtraArgs'),
];

/** The fields that a KubeadmControlPlane and its template share. */
const CONTROL_PLANE: readonly Move[] = [
  rename('machineNamingStrategy', 'machineNaming'),
  rename('rolloutAfter', 'rollout.after'),
  rename('rolloutBefore', 'rollout.before'),
  rename('rolloutStrategy', 'rollout.strategy'),
  // The default of v1beta1.
  fill('rollout.strategy.type', 'RollingUpdate'),
  rename('remediationStrategy', 'remediation'),
  seconds('remediation.minHealthyPeriod', 'remediation.minHealthyPeriodSeconds'),
  nonZeroSeconds('remediation.retryPeriod', 'remediation.retryPeriodSeconds'),
  rename('machineTemplate.taints', 'machineTemplate.spec.taints'),
  ...deletionTimeouts('machineTemplate', 'machineTemplate.spec'),
  ...below('kubeadmConfigSpec', CONFIG),
];

/** Fields whose presence has an effect even if empty. */
const KEEPS_EMPTY = ['nodeRegistration.taints', 'joinConfiguration.controlPlane', 'extraEnvs', 'valueFrom'];

const bootstrap = {
  from: 'v1beta1',
  to: 'v1beta2',
  keepsEmpty: KEEPS_EMPTY,
  source: 'Cluster API v1.14.0, bootstrap/kubeadm/webhooks/conversion/kubeadmconfig.go',
  verifiedUpTo: 'v1.14.0',
} as const;

const controlPlane = {
  from: 'v1beta1',
  to: 'v1beta2',
  keepsEmpty: KEEPS_EMPTY,
  source: 'Cluster API v1.14.0, controlplane/kubeadm/webhooks/conversion',
  verifiedUpTo: 'v1.14.0',
} as const;

const FROM_V1BETA1: readonly Migration[] = [
  { ...bootstrap, ...KubeadmConfig, moves: below('spec', CONFIG) },
  { ...bootstrap, ...KubeadmConfigTemplate, moves: below('spec.template.spec', CONFIG) },
  {
    ...controlPlane,
    ...KubeadmControlPlane,
    moves: below('spec', [
      rename('machineTemplate.infrastructureRef', 'machineTemplate.spec.infrastructureRef'),
      rename('machineTemplate.readinessGates', 'machineTemplate.spec.readinessGates'),
      ...reference('machineTemplate.spec.infrastructureRef'),
      ...CONTROL_PLANE,
    ]),
  },
  { ...controlPlane, ...KubeadmControlPlaneTemplate, moves: below('spec.template.spec', CONTROL_PLANE) },
];

/** The fields in the configuration of kubeadm that only v1alpha3 has. */
const V1ALPHA3_CONFIG: readonly Move[] = [
  gone('clusterConfiguration.dns.type', 'v1beta2 has no such field. kubeadm always installs CoreDNS.', ['CoreDNS', '']),
  gone('clusterConfiguration.useHyperKubeImage', 'v1beta2 has no such field. Kubernetes has no hyperkube image.', [
    false,
  ]),
];

/** The kinds of Cluster API's kubeadm providers. */
export const KUBEADM_MIGRATIONS: readonly Migration[] = [
  ...FROM_V1BETA1,
  ...fromOlder(FROM_V1BETA1, 'v1alpha4', [
    [KubeadmConfig, []],
    [KubeadmConfigTemplate, []],
    [KubeadmControlPlane, []],
    [
      KubeadmControlPlaneTemplate,
      below('spec.template.spec', [
        ...unused('machineTemplate.infrastructureRef', 'machineTemplate.metadata'),
        gone('replicas', 'v1beta2 has no such field. The topology of a Cluster contains the replicas.'),
        gone('version', 'v1beta2 has no such field. The topology of a Cluster contains the version.'),
      ]),
    ],
  ]),
  ...fromOlder(FROM_V1BETA1, 'v1alpha3', [
    [KubeadmConfig, below('spec', V1ALPHA3_CONFIG)],
    [KubeadmConfigTemplate, below('spec.template.spec', V1ALPHA3_CONFIG)],
    [
      KubeadmControlPlane,
      below('spec', [
        rename('infrastructureTemplate', 'machineTemplate.infrastructureRef'),
        rename('nodeDrainTimeout', 'machineTemplate.nodeDrainTimeout'),
        rename('upgradeAfter', 'rolloutAfter'),
        ...below('kubeadmConfigSpec', V1ALPHA3_CONFIG),
      ]),
    ],
  ]),
];
