// Kinds of the Metal³ IP address manager.
import { groupKind } from '../../core/objects/group-kind.ts';

export const IPAM_GROUP = 'ipam.metal3.io';
export const IPAddress = groupKind(IPAM_GROUP, 'IPAddress');
export const IPClaim = groupKind(IPAM_GROUP, 'IPClaim');
export const IPPool = groupKind(IPAM_GROUP, 'IPPool');

/** The API group of the in-cluster IPAM provider of Cluster API, which also has the claims of the IPAM contract. */
export const IN_CLUSTER_GROUP = 'ipam.cluster.x-k8s.io';

/**
 * Returns the only group of a kind of pool, or undefined if the group can be right: kinds of other providers are unknown,
 * and another provider can also have a kind IPPool.
 */
export function poolGroupInstead(kind: string, group: string): string | undefined {
  if (/^(Global)?InClusterIPPool$/.test(kind)) return group === IN_CLUSTER_GROUP ? undefined : IN_CLUSTER_GROUP;
  return kind === IPPool.kind && group === IN_CLUSTER_GROUP ? IPAM_GROUP : undefined;
}

/** The name of the provider's repository, by which the schemas and rules name it. */
export const IPAM = 'ip-address-manager';
