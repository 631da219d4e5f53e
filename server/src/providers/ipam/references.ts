import { inStatedNamespace, nameField, type ReferenceField } from '../../core/objects/reference-field.ts';
import { Cluster, IPAddressClaim } from '../cluster-api/kinds.ts';
import { IPAddress, IPClaim, IPPool } from './kinds.ts';

export const POOL_REF = 'spec.poolRef';

/** Source: the API types of the Metal³ IP address manager v1.13. */
export const IPAM_REFERENCES: readonly ReferenceField[] = [
  nameField(IPPool, 'spec.clusterName', Cluster, 'is never reconciled, and no status or event reports it'),
  inStatedNamespace(nameField(IPClaim, 'spec.pool', IPPool, 'never gets an address')),
  { ...nameField(IPAddressClaim, POOL_REF, IPPool, 'never gets an address'), statesKind: true },
  inStatedNamespace(nameField(IPAddress, 'spec.pool', IPPool, 'belongs to no pool')),
];
