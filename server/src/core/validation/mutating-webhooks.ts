import type { Provider } from '../schemas/bundle.ts';

/**
 * Which kinds a mutating webhook writes anew, and in which releases. The webhook decodes the object into Go's types and
 * answers with the difference, so a required key that is missing comes back empty before the schema is checked.
 * Source: the webhook configurations of each release.
 */
interface Row {
  readonly provider: string;
  readonly kinds: readonly string[];
  /** Minor releases, both included. */
  readonly from?: string;
  readonly until?: string;
}

const CLUSTER_API = [
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
];

const ROWS: readonly Row[] = [
  { provider: 'cluster-api', kinds: CLUSTER_API },
  { provider: 'cluster-api', kinds: ['ClusterClass', 'KubeadmConfig', 'KubeadmControlPlaneTemplate'], until: 'v1.10' },
  {
    provider: 'cluster-api-provider-metal3',
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
  },
  { provider: 'cluster-api-provider-metal3', kinds: ['Metal3Cluster', 'Metal3RemediationTemplate'], from: 'v1.13' },
  { provider: 'ip-address-manager', kinds: ['IPPool', 'IPClaim', 'IPAddress'] },
  { provider: 'kamaji', kinds: ['TenantControlPlane'] },
];

export function heals(kind: string, release: string, provider: Provider): boolean {
  const at = (minor: string) => provider.releases.findIndex((each) => each.startsWith(`${minor}.`));
  const position = provider.releases.indexOf(release);
  return ROWS.some(
    (row) =>
      row.provider === provider.name &&
      row.kinds.includes(kind) &&
      (row.from === undefined || position >= at(row.from)) &&
      (row.until === undefined || position <= at(row.until)),
  );
}
