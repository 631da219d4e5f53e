import type { Provider } from '../schemas/bundle.ts';

/**
 * What a mutating webhook does to an object before its schema is checked. It decodes the object into Go's types and
 * answers with the difference: a required key that is missing comes back empty, and the schema may accept that; a
 * pointer or list that is missing comes back as null, and the schema may refuse that although the key is optional.
 * Source: the webhooks and types of each release, and what running them showed, which began with Cluster API v1.5.
 */
export interface Webhook {
  /** Missing required keys come back empty. */
  readonly heals: boolean;
  /** Optional texts that are empty go. */
  readonly omits: boolean;
  /** Paths, without indices, that the webhook refuses to be without, whatever the schema says. */
  readonly demands: ReadonlySet<string>;
  /** Paths whose limits are not enforced, since the value is dropped or replaced before the schema is checked. */
  readonly drops: ReadonlySet<string>;
}

interface Row {
  readonly provider: string;
  readonly kinds: readonly string[];
  readonly versions?: readonly string[];
  /** Releases by their minor, both included. */
  readonly from?: string;
  readonly until?: string;
  readonly heals?: true;
  readonly omits?: true;
  readonly demands?: readonly string[];
  readonly drops?: readonly string[];
}

const CAPI = 'cluster-api';
const CAPM3 = 'cluster-api-provider-metal3';

const ROWS: readonly Row[] = [
  {
    provider: CAPI,
    kinds: [
      'Cluster',
      'Machine',
      'MachineDeployment',
      'MachineSet',
      'MachinePool',
      'MachineHealthCheck',
      'ClusterResourceSet',
      'KubeadmConfigTemplate',
      'KubeadmControlPlane',
      'ExtensionConfig',
    ],
    // In v1beta2 what is empty is never written, so nothing is healed there.
    versions: ['v1alpha3', 'v1alpha4', 'v1beta1'],
    from: 'v1.5',
    heals: true,
    omits: true,
  },
  {
    provider: CAPI,
    kinds: ['ClusterClass', 'KubeadmConfig', 'KubeadmControlPlaneTemplate'],
    from: 'v1.5',
    until: 'v1.10',
    heals: true,
    omits: true,
  },
  {
    provider: CAPI,
    kinds: ['ClusterClass'],
    versions: ['v1alpha4', 'v1beta1'],
    until: 'v1.10',
    demands: [
      'spec.controlPlane.ref',
      'spec.infrastructure.ref',
      'spec.workers.machineDeployments.template.bootstrap.ref',
      'spec.workers.machineDeployments.template.infrastructure.ref',
      'spec.workers.machinePools.template.bootstrap.ref',
      'spec.workers.machinePools.template.infrastructure.ref',
    ],
  },
  // Read as v1beta2 and written as v1beta1 again: what v1beta2 does not know is gone before v1beta1 is checked.
  {
    provider: CAPI,
    kinds: ['Cluster'],
    versions: ['v1beta1'],
    from: 'v1.11',
    drops: [
      'spec.clusterNetwork.pods.cidrBlocks',
      'spec.clusterNetwork.services.cidrBlocks',
      'spec.topology.variables.definitionFrom',
      'spec.topology.controlPlane.variables.overrides.definitionFrom',
      'spec.topology.workers.machineDeployments.variables.overrides.definitionFrom',
      'spec.topology.workers.machinePools.variables.overrides.definitionFrom',
    ],
  },
  ...['spec', 'spec.template.spec', 'spec.kubeadmConfigSpec'].map(
    (path): Row => ({
      provider: CAPI,
      kinds: ['KubeadmConfigTemplate', 'KubeadmControlPlane'],
      versions: ['v1beta1'],
      from: 'v1.11',
      drops: [
        'clusterName',
        'kubernetesVersion',
        'networking.dnsDomain',
        'networking.podSubnet',
        'networking.serviceSubnet',
      ].map((field) => `${path}.clusterConfiguration.${field}`),
    }),
  ),
  {
    provider: CAPI,
    kinds: ['KubeadmControlPlane'],
    versions: ['v1beta1'],
    from: 'v1.11',
    drops: ['spec.rolloutStrategy.type'],
  },
  {
    provider: CAPI,
    kinds: ['KubeadmControlPlane', 'MachineDeployment'],
    versions: ['v1beta2'],
    drops: [
      'spec.rollout',
      'spec.rollout.strategy',
      'spec.rollout.strategy.type',
      'spec.rollout.strategy.rollingUpdate',
      'spec.selector',
    ],
  },
  { provider: CAPI, kinds: ['MachineHealthCheck'], versions: ['v1beta2'], drops: ['spec.checks'] },
  ...['spec.template.spec', 'spec.kubeadmConfigSpec'].flatMap((spec) =>
    [
      'clusterConfiguration.apiServer',
      'clusterConfiguration.controllerManager',
      'clusterConfiguration.scheduler',
      'clusterConfiguration.etcd.local',
    ].map(
      (path): Row => ({
        provider: CAPI,
        kinds: ['KubeadmConfigTemplate', 'KubeadmControlPlane'],
        versions: ['v1beta2'],
        demands: [`${spec}.${path}.extraArgs.value`],
      }),
    ),
  ),
  ...['spec.template.spec', 'spec.kubeadmConfigSpec'].map(
    (spec): Row => ({
      provider: CAPI,
      kinds: ['KubeadmConfigTemplate', 'KubeadmControlPlane'],
      versions: ['v1beta2'],
      demands: ['initConfiguration', 'joinConfiguration'].map(
        (path) => `${spec}.${path}.nodeRegistration.kubeletExtraArgs.value`,
      ),
    }),
  ),
  {
    provider: CAPM3,
    kinds: [
      'Metal3Cluster',
      'Metal3ClusterTemplate',
      'Metal3Machine',
      'Metal3MachineTemplate',
      'Metal3DataTemplate',
      'Metal3Data',
      'Metal3DataClaim',
      'Metal3Remediation',
      'Metal3RemediationTemplate',
    ],
    until: 'v1.12',
    heals: true,
    omits: true,
  },
  {
    provider: CAPM3,
    kinds: ['Metal3DataTemplate'],
    until: 'v1.12',
    demands: [
      'spec.networkData.links.bonds.bondLinks',
      'spec.networkData.links.bonds.macAddress',
      'spec.networkData.links.ethernets.macAddress',
      'spec.networkData.links.vlans.macAddress',
    ],
  },
  {
    provider: CAPM3,
    kinds: ['Metal3DataTemplate'],
    from: 'v1.6',
    until: 'v1.12',
    demands: ['spec.networkData.links.bonds.bondXmitHashPolicy'],
  },
  { provider: CAPM3, kinds: ['Metal3Cluster', 'Metal3RemediationTemplate'], from: 'v1.13', heals: true },
  { provider: CAPM3, kinds: ['Metal3RemediationTemplate'], demands: ['spec.template.spec.strategy'] },
  { provider: 'ip-address-manager', kinds: ['IPPool', 'IPClaim', 'IPAddress'], heals: true, omits: true },
  // This webhook patches single fields, and cannot where the object that would hold them is missing.
  { provider: 'kamaji', kinds: ['TenantControlPlane'], from: 'edge-25', demands: ['spec.controlPlane.deployment'] },
  // The same of the whole spec, in the releases whose webhook was run.
  { provider: 'kamaji', kinds: ['TenantControlPlane'], from: 'v0.6', until: 'edge-25.10', demands: ['spec'] },
  { provider: 'kamaji', kinds: ['TenantControlPlane'], from: 'edge-26.2', demands: ['spec'] },
];

/** What happens to a version of a kind in a release before its schema is checked. Equal answers are one by identity. */
export function webhookOf(kind: string, version: string, release: string, provider: Provider): Webhook {
  const rows = ROWS.filter(
    (row) => row.provider === provider.name && row.kinds.includes(kind) && covers(row, version, release, provider),
  );
  const key = rows.map((row) => ROWS.indexOf(row)).join();
  const known = MERGED.get(key);
  if (known) return known;
  const merged = {
    heals: rows.some(({ heals }) => heals),
    omits: rows.some(({ omits }) => omits),
    demands: new Set(rows.flatMap(({ demands = [] }) => demands)),
    drops: new Set(rows.flatMap(({ drops = [] }) => drops)),
  };
  MERGED.set(key, merged);
  return merged;
}

function covers({ versions, from, until }: Row, version: string, release: string, { releases }: Provider): boolean {
  if (versions && !versions.includes(version)) return false;
  const at = (minor: string) => releases.findIndex((each) => each === minor || each.startsWith(`${minor}.`));
  const position = releases.indexOf(release);
  return (from === undefined || position >= at(from)) && (until === undefined || position <= at(until));
}

/** The rows that were asked for, put together: constant data, made on first use. */
const MERGED = new Map<string, Webhook>();

export const NO_WEBHOOK: Webhook = { heals: false, omits: false, demands: new Set(), drops: new Set() };
