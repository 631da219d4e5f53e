import { type NodePath, pathText } from '../syntax/lookup.ts';
import { GROUPS } from './groups.ts';

/** Fields of one sort of object, by what v1beta1 calls them; those that v1beta2 has no more are called nothing. */
interface Renaming {
  readonly kinds: readonly string[];
  /** Where the object lies, with `[]` for any item. */
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

/**
 * Source: Cluster API, docs/book/src/developer/providers/migrations/v1.10-to-v1.11.md and the conversions of v1.14
 * (api/core/v1beta1/conversion.go, bootstrap/kubeadm and controlplane/kubeadm likewise). References, which have another
 * form besides, and a timeout that became two are not among it.
 */
const RENAMINGS: readonly Renaming[] = [
  {
    kinds: ['MachineHealthCheck'],
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
    kinds: ['MachineDeployment'],
    bases: SPEC,
    names: {
      rolloutAfter: 'rollout.after',
      strategy: 'rollout.strategy',
      progressDeadlineSeconds: '',
      revisionHistoryLimit: '',
    },
  },
  { kinds: ['MachineSet'], bases: SPEC, names: { deletePolicy: 'deletion.order' } },
  { kinds: ['MachineDeployment', 'MachineSet'], bases: SPEC, names: { machineNamingStrategy: 'machineNaming' } },
  {
    kinds: ['MachineDeployment', 'MachineSet', 'MachinePool'],
    bases: SPEC,
    names: { minReadySeconds: 'template.spec.minReadySeconds' },
  },
  { kinds: ['MachineDeployment', 'MachineSet', 'MachinePool'], bases: ['spec.template.spec'], names: TIMEOUTS },
  { kinds: ['Machine'], bases: SPEC, names: TIMEOUTS },
  {
    kinds: ['Cluster'],
    bases: ['spec.topology'],
    names: { class: 'classRef.name', classNamespace: 'classRef.namespace', rolloutAfter: '' },
  },
  {
    kinds: ['Cluster'],
    bases: IN_TOPOLOGY.map((part) => `spec.topology.${part}`),
    names: { ...TIMEOUTS, machineHealthCheck: 'healthCheck', strategy: 'rollout.strategy' },
  },
  {
    kinds: ['ClusterClass'],
    bases: IN_TOPOLOGY.map((part) => `spec.${part}`),
    names: { ...TIMEOUTS, machineHealthCheck: 'healthCheck', strategy: 'rollout.strategy', namingStrategy: 'naming' },
  },
  { kinds: ['ClusterClass'], bases: SPEC, names: { infrastructureNamingStrategy: 'infrastructure.naming' } },
  {
    kinds: ['ClusterClass'],
    bases: ['spec.infrastructure', 'spec.controlPlane', 'spec.controlPlane.machineInfrastructure'],
    names: { ref: 'templateRef' },
  },
  {
    kinds: ['ClusterClass'],
    bases: ['spec.patches[].external'],
    names: { generateExtension: 'generatePatchesExtension', validateExtension: 'validateTopologyExtension' },
  },
  {
    kinds: ['KubeadmControlPlane'],
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
    kinds: ['KubeadmControlPlane'],
    bases: ['spec.machineTemplate'],
    names: {
      infrastructureRef: 'spec.infrastructureRef',
      readinessGates: 'spec.readinessGates',
      ...Object.fromEntries(Object.entries(TIMEOUTS).map(([old, now]) => [old, `spec.${now}`])),
    },
  },
  ...(
    [
      ['KubeadmConfig', 'spec'],
      ['KubeadmConfigTemplate', 'spec.template.spec'],
      ['KubeadmControlPlane', 'spec.kubeadmConfigSpec'],
      ['KubeadmControlPlaneTemplate', 'spec.template.spec.kubeadmConfigSpec'],
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
        Object.entries(names).map(([old, now]) => [`${kind} ${base}.${old}`, now && `${base}.${now}`] as const),
      ),
    ),
  ),
);

/** Of which a field is unknown. */
interface Versioned {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

const OF_CLUSTER_API: readonly string[] = [GROUPS.cluster, GROUPS.bootstrap, GROUPS.controlPlane];

/**
 * What v1beta2 calls a field that it does not know, as the end of a sentence about it: `is spec.rollout.after` or `has no
 * successor`. Undefined for what has never been a field either.
 */
export function renamedField(of: Versioned, path: NodePath): string | undefined {
  const now = newPath(of, path);
  if (now === undefined) return undefined;
  return now.length === 0 ? 'has no successor' : `is ${pathText(now)}`;
}

/** Where v1beta2 has such a field; an empty path where nowhere. */
export function newPath({ group, version, kind }: Versioned, path: NodePath): NodePath | undefined {
  if (version !== 'v1beta2' || !OF_CLUSTER_API.includes(group)) return undefined;
  const pattern = path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[]` : `${text}${text === '' ? '' : '.'}${step}`),
    '',
  );
  const now = BY_OLD_NAME.get(`${kind} ${pattern}`);
  return now === undefined ? undefined : withIndices(now, path);
}

/** Items of the same lists as those on the way to the old name. */
function withIndices(now: string, path: NodePath): NodePath {
  const indices = path.filter((step) => typeof step === 'number');
  const steps = now === '' ? [] : now.split('.');
  return steps.flatMap((step) => (step.endsWith('[]') ? [step.slice(0, -2), indices.shift() ?? 0] : [step]));
}
