import { groupKind } from '../../core/objects/group-kind.ts';

export const KAMAJI_GROUP = 'kamaji.clastix.io';
export const DataStore = groupKind(KAMAJI_GROUP, 'DataStore');
export const KubeconfigGenerator = groupKind(KAMAJI_GROUP, 'KubeconfigGenerator');
export const TenantControlPlane = groupKind(KAMAJI_GROUP, 'TenantControlPlane');

/** The name of the provider's repository, by which the schemas and rules name it. */
export const KAMAJI = 'kamaji';
