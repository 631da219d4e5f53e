import type { Resource } from '../../core/objects/resource.ts';
import { Metal3Cluster } from '../metal3/kinds.ts';
import { KAMAJI_CONTROL_PLANE_PROVIDER } from './kinds.ts';

/**
 * How the Kamaji control plane provider handles the infrastructure cluster of a Cluster. It looks only at the kind.
 * Source: `kamajicontrolplane_controller_cluster_patch.go`, v0.1.0 to v0.20.0.
 */
export interface InfrastructureKind {
  readonly kind: string;
  /**
   * - checked: the provider compares the endpoint with the published one and never writes it.
   * - checked if set: the provider compares the endpoint if it has a host, and writes it otherwise.
   * - written: the provider overwrites the endpoint.
   * - immutable: the provider writes the endpoint, but a webhook of the infrastructure provider rejects the change of an
   *   endpoint that is already set.
   */
  readonly endpoint: 'checked' | 'checked if set' | 'written' | 'immutable';
  /** The last releases of the provider that reject the kind; absent if all releases support it. */
  readonly unknownUntil?: string;
  /** The default of `spec.controlPlaneEndpoint.port`. */
  readonly defaultPort?: number;
  /** The paths of the endpoint by API version, if it is not `spec.controlPlaneEndpoint`. */
  readonly paths?: Readonly<Record<string, EndpointPaths>>;
}

export interface EndpointPaths {
  readonly host: readonly string[];
  readonly port: readonly string[];
}

const OPENSTACK: EndpointPaths = { host: ['spec', 'apiServerFixedIP'], port: ['spec', 'apiServerPort'] };

export const INFRASTRUCTURE_KINDS_TABLE = {
  topic: 'infrastructure kinds',
  provider: KAMAJI_CONTROL_PLANE_PROVIDER,
  verifiedUpTo: 'v0.20',
};

/** For `npm run facts`. The other providers are not in the bundle. */
export const INFRASTRUCTURE_TABLES = [
  INFRASTRUCTURE_KINDS_TABLE,
  { topic: 'webhooks of CAPA', provider: 'cluster-api-provider-aws', verifiedUpTo: 'v2.11' },
  { topic: 'webhooks of CAPZ', provider: 'cluster-api-provider-azure', verifiedUpTo: 'v1.26' },
  { topic: 'webhooks of CAPO', provider: 'cluster-api-provider-openstack', verifiedUpTo: 'v0.14' },
];

/** Sources for `immutable`: webhooks of CAPA v2.4.0 to v2.11.1, CAPZ v1.18.0 to v1.26.0 and CAPO v0.8.0 to v0.14.7. */
const KINDS: readonly InfrastructureKind[] = [
  { kind: Metal3Cluster.kind, endpoint: 'checked', unknownUntil: 'v0.1.0', defaultPort: 6443 },
  { kind: 'MetalStackCluster', endpoint: 'checked', unknownUntil: 'v0.18' },
  { kind: 'VSphereCluster', endpoint: 'checked if set', unknownUntil: 'v0.2.1' },
  { kind: 'TinkerbellCluster', endpoint: 'checked if set', unknownUntil: 'v0.7' },
  { kind: 'ProxmoxCluster', endpoint: 'checked if set', unknownUntil: 'v0.12' },
  {
    kind: 'OpenStackCluster',
    endpoint: 'immutable',
    paths: { v1alpha6: OPENSTACK, v1alpha7: OPENSTACK, v1beta1: OPENSTACK },
  },
  { kind: 'AWSCluster', endpoint: 'immutable', unknownUntil: 'v0.6' },
  { kind: 'AzureCluster', endpoint: 'immutable', unknownUntil: 'v0.12' },
  { kind: 'KubevirtCluster', endpoint: 'written', unknownUntil: 'v0.1.0' },
  { kind: 'PacketCluster', endpoint: 'written', unknownUntil: 'v0.1.0' },
  { kind: 'NutanixCluster', endpoint: 'written', unknownUntil: 'v0.5' },
  { kind: 'HetznerCluster', endpoint: 'written', unknownUntil: 'v0.6' },
  { kind: 'IonosCloudCluster', endpoint: 'written', unknownUntil: 'v0.10' },
];

const BY_KIND = new Map(KINDS.map((each) => [each.kind, each]));

const CONTROL_PLANE_ENDPOINT: EndpointPaths = {
  host: ['spec', 'controlPlaneEndpoint', 'host'],
  port: ['spec', 'controlPlaneEndpoint', 'port'],
};

/** Returns how the provider handles a kind, or undefined if no release supports it without a feature gate. */
export function infrastructureKind(kind: string): InfrastructureKind | undefined {
  return BY_KIND.get(kind);
}

/**
 * Returns true if the provider compares the endpoint of an infrastructure cluster, if it has a host, with the published
 * one.
 */
export function isChecked(kind: string): boolean {
  const { endpoint } = BY_KIND.get(kind) ?? {};
  return endpoint === 'checked' || endpoint === 'checked if set';
}

/**
 * Returns true if the endpoint in an infrastructure cluster must be the published one: it is compared, or cannot be
 * changed.
 */
export function mustMatch({ kind }: Pick<Resource, 'kind'>): boolean {
  return isChecked(kind) || BY_KIND.get(kind)?.endpoint === 'immutable';
}

/** Returns the paths of the endpoint in an infrastructure cluster, or undefined for an unknown version. */
export function endpointPaths({ kind, version }: Pick<Resource, 'kind' | 'version'>): EndpointPaths | undefined {
  const { paths } = BY_KIND.get(kind) ?? {};
  return paths ? paths[version] : CONTROL_PLANE_ENDPOINT;
}
