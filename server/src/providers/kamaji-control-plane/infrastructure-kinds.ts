/**
 * What the Kamaji control plane provider does with the infrastructure cluster that a Cluster names, by its kind alone.
 * Source: `kamajicontrolplane_controller_cluster_patch.go`, v0.1.0 to v0.20.0.
 */
export interface InfrastructureKind {
  readonly kind: string;
  /**
   * - checked: compared with where the API server is published, and never written; the author must write it.
   * - checked if written: compared where it has a host, and written where it has none.
   * - written: whatever stands there is replaced.
   */
  readonly endpoint: 'checked' | 'checked if written' | 'written';
  /** The last releases of the provider that refuse the kind; absent where all have known it. */
  readonly unknownUntil?: string;
  /** A Metal3Cluster without a port has this one by default. */
  readonly defaultPort?: number;
  /** Where the endpoint stands, if not in `spec.controlPlaneEndpoint`. */
  readonly host?: readonly string[];
}

const KINDS: readonly InfrastructureKind[] = [
  { kind: 'Metal3Cluster', endpoint: 'checked', unknownUntil: 'v0.1.0', defaultPort: 6443 },
  { kind: 'MetalStackCluster', endpoint: 'checked', unknownUntil: 'v0.18' },
  { kind: 'VSphereCluster', endpoint: 'checked if written', unknownUntil: 'v0.2.1' },
  { kind: 'TinkerbellCluster', endpoint: 'checked if written', unknownUntil: 'v0.7' },
  { kind: 'ProxmoxCluster', endpoint: 'checked if written', unknownUntil: 'v0.12' },
  { kind: 'OpenStackCluster', endpoint: 'written', host: ['spec', 'apiServerFixedIP'] },
  { kind: 'KubevirtCluster', endpoint: 'written', unknownUntil: 'v0.1.0' },
  { kind: 'PacketCluster', endpoint: 'written', unknownUntil: 'v0.1.0' },
  { kind: 'NutanixCluster', endpoint: 'written', unknownUntil: 'v0.5' },
  { kind: 'AWSCluster', endpoint: 'written', unknownUntil: 'v0.6' },
  { kind: 'HetznerCluster', endpoint: 'written', unknownUntil: 'v0.6' },
  { kind: 'IonosCloudCluster', endpoint: 'written', unknownUntil: 'v0.10' },
  { kind: 'AzureCluster', endpoint: 'written', unknownUntil: 'v0.12' },
];

const BY_KIND = new Map(KINDS.map((each) => [each.kind, each]));

/** Undefined for kinds that no release of the provider knows by itself. */
export function infrastructureKind(kind: string): InfrastructureKind | undefined {
  return BY_KIND.get(kind);
}

/** Whether the provider compares the endpoint of such a cluster, if it has a host, with the one it publishes. */
export function isChecked(kind: string): boolean {
  const { endpoint } = BY_KIND.get(kind) ?? {};
  return endpoint === 'checked' || endpoint === 'checked if written';
}
