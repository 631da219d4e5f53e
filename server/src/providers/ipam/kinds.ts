// Kinds of the Metal³ IP address manager.
import { groupKind } from '../../core/objects/group-kind.ts';
import { CLUSTER_IPAM_GROUP } from '../cluster-api/kinds.ts';

export const IPAM_GROUP = 'ipam.metal3.io';
export const IPAddress = groupKind(IPAM_GROUP, 'IPAddress');
export const IPClaim = groupKind(IPAM_GROUP, 'IPClaim');
export const IPPool = groupKind(IPAM_GROUP, 'IPPool');

/**
 * Returns the only group of a kind of pool, or undefined if the group can be right: kinds of other providers are unknown,
 * and another provider can also have a kind IPPool.
 */
export function poolGroupInstead(kind: string, group: string): string | undefined {
  if (/^(Global)?InClusterIPPool$/.test(kind)) return group === CLUSTER_IPAM_GROUP ? undefined : CLUSTER_IPAM_GROUP;
  return kind === IPPool.kind && group === CLUSTER_IPAM_GROUP ? IPAM_GROUP : undefined;
}

/** The name of the provider's repository, by which the schemas and rules name it. */
export const IPAM = 'ip-address-manager';
