// Kinds of the Metal³ IP address manager.
import { groupKind } from '../../core/objects/group-kind.ts';

export const IPAM_GROUP = 'ipam.metal3.io';
export const IPAddress = groupKind(IPAM_GROUP, 'IPAddress');
export const IPClaim = groupKind(IPAM_GROUP, 'IPClaim');
export const IPPool = groupKind(IPAM_GROUP, 'IPPool');
