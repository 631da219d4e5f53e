import { type GroupKind, keyOf } from '../../core/objects/group-kind.ts';
import type { VersionedKind } from '../../core/query/view.ts';
import type { NodePath } from '../../core/syntax/lookup.ts';
import {
  KubeadmConfig,
  KubeadmConfigTemplate,
  KubeadmControlPlane,
  KubeadmControlPlaneTemplate,
} from '../kubeadm/kinds.ts';
import {
  CAPI,
  Cluster,
  ClusterClass,
  Machine,
  MachineDeployment,
  MachineHealthCheck,
  MachinePool,
  MachineSet,
} from './kinds.ts';

/** The v1beta2 names of v1beta1 fields. An empty name means that the field was removed. */
interface Renaming {
  readonly kinds: readonly GroupKind[];
  /** The paths that contain the fields, with `[]` for any item. */
  readonly bases: readonly string[];
  readonly names: Readonly<Record<string, string>>;
}

const TIMEOUTS = {
  nodeDrainTimeout: 'deletion.nodeDrainTimeoutSeconds',
  nodeVolumeDetachTimeout: 'deletion.nodeVolumeDetachTimeoutSeconds',
  nodeDeletionTimeout: 'deletion.nodeDeletionTimeoutSeconds',
};

const IN_TOPOLOGY = ['controlPlane', 'workers.machineDeployments[]', 'workers.machinePools[]'];
const SPEC = ['spec'];

/** For `npm run facts`. */
export const RENAMINGS_TABLE = { topic: 'renamed fields', provider: CAPI, verifiedUpTo: 'v1.14' };

/**
 * Source: Cluster API, docs/book/src/developer/providers/migrations/v1.10-to-v1.11.md and the conversions of v1.14
 * (api/core/v1beta1/conversion.go, bootstrap/kubeadm and controlplane/kubeadm likewise). It does not
 * contain references, whose form also changed, and a timeout that was split into two.
 */
const RENAMINGS: readonly Renaming[] = [
  {
    kinds: [MachineHealthCheck],
    bases: SPEC,
    names: {
      nodeStartupTimeout: 'checks.nodeStartupTimeoutSeconds',
      unhealthyConditions: 'checks.unhealthyNodeConditions',
      unhealthyNodeConditions: 'checks.unhealthyNodeConditions',
      unhealthyMachineConditions: 'checks.unhealthyMachineConditions',
      maxUnhealthy: 'remediation.triggerIf.unhealthyLessThanOrEqualTo',
      unhealthyRange: 'remediation.triggerIf.unhealthyInRange',
      remediationTemplate: 'remediation.templateRef',
    },
  },
  {
    kinds: [MachineDeployment],
    bases: SPEC,
    names: {
      rolloutAfter: 'rollout.after',
      strategy: 'rollout.strategy',
      progressDeadlineSeconds: '',
      revisionHistoryLimit: '',
    },
  },
  { kinds: [MachineSet], bases: SPEC, names: { deletePolicy: 'deletion.order' } },
  { kinds: [MachineDeployment, MachineSet], bases: SPEC, names: { machineNamingStrategy: 'machineNaming' } },
  {
    kinds: [MachineDeployment, MachineSet, MachinePool],
    bases: SPEC,
    names: { minReadySeconds: 'template.spec.minReadySeconds' },
  },
  { kinds: [MachineDeployment, MachineSet, MachinePool], bases: ['spec.template.spec'], names: TIMEOUTS },
  { kinds: [Machine], bases: SPEC, names: TIMEOUTS },
  {
    kinds: [Cluster],
    bases: ['spec.topology'],
    names: { class: 'classRef.name', classNamespace: 'classRef.namespace', rolloutAfter: '' },
  },
  {
    kinds: [Cluster],
    bases: IN_TOPOLOGY.map((part) => `spec.topology.${part}`),
    names: { ...TIMEOUTS, machineHealthCheck: 'healthCheck', strategy: 'rollout.strategy' },
  },
  {
    kinds: [ClusterClass],
    bases: IN_TOPOLOGY.map((part) => `spec.${part}`),
    names: { ...TIMEOUTS, machineHealthCheck: 'healthCheck', strategy: 'rollout.strategy', namingStrategy: 'naming' },
  },
  { kinds: [ClusterClass], bases: SPEC, names: { infrastructureNamingStrategy: 'infrastructure.naming' } },
  {
    kinds: [ClusterClass],
    bases: ['spec.infrastructure', 'spec.controlPlane', 'spec.controlPlane.machineInfrastructure'],
    names: { ref: 'templateRef' },
  },
  {
    kinds: [ClusterClass],
    bases: ['spec.patches[].external'],
    names: { generateExtension: 'generatePatchesExtension', validateExtension: 'validateTopologyExtension' },
  },
  {
    kinds: [KubeadmControlPlane],
    bases: SPEC,
    names: {
      machineNamingStrategy: 'machineNaming',
      rolloutAfter: 'rollout.after',
      rolloutBefore: 'rollout.before',
      rolloutStrategy: 'rollout.strategy',
      remediationStrategy: 'remediation',
    },
  },
  {
    kinds: [KubeadmControlPlane],
    bases: ['spec.machineTemplate'],
    names: {
      infrastructureRef: 'spec.infrastructureRef',
      readinessGates: 'spec.readinessGates',
      ...Object.fromEntries(Object.entries(TIMEOUTS).map(([old, now]) => [old, `spec.${now}`])),
    },
  },
  ...(
    [
      [KubeadmConfig, 'spec'],
      [KubeadmConfigTemplate, 'spec.template.spec'],
      [KubeadmControlPlane, 'spec.kubeadmConfigSpec'],
      [KubeadmControlPlaneTemplate, 'spec.template.spec.kubeadmConfigSpec'],
    ] as const
  ).map(([kind, base]) => ({
    kinds: [kind],
    bases: [base],
    names: {
      'clusterConfiguration.clusterName': '',
      'clusterConfiguration.kubernetesVersion': '',
      'clusterConfiguration.networking': '',
      'initConfiguration.bootstrapTokens[].ttl': 'initConfiguration.bootstrapTokens[].ttlSeconds',
      'joinConfiguration.discovery.timeout': 'joinConfiguration.timeouts.tlsBootstrapSeconds',
      useExperimentalRetryJoin: '',
    },
  })),
];

const BY_OLD_NAME: ReadonlyMap<string, string> = new Map(
  RENAMINGS.flatMap(({ kinds, bases, names }) =>
    kinds.flatMap((kind) =>
      bases.flatMap((base) =>
        Object.entries(names).map(([old, now]) => [`${keyOf(kind)} ${base}.${old}`, now && `${base}.${now}`] as const),
      ),
    ),
  ),
);

/** Returns where v1beta2 has a field of v1beta1; an empty path if it was removed. */
export function newPathOf(kind: VersionedKind, path: NodePath): NodePath | undefined {
  if (kind.version !== 'v1beta2') return undefined;
  const pattern = path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[]` : `${text}${text === '' ? '' : '.'}${step}`),
    '',
  );
  const now = BY_OLD_NAME.get(`${keyOf(kind)} ${pattern}`);
  return now === undefined ? undefined : withIndices(now, path);
}

/** Returns a path with the list indices of the old path. */
function withIndices(now: string, path: NodePath): NodePath {
  const indices = path.filter((step) => typeof step === 'number');
  const steps = now === '' ? [] : now.split('.');
  return steps.flatMap((step) => (step.endsWith('[]') ? [step.slice(0, -2), indices.shift() ?? 0] : [step]));
}
