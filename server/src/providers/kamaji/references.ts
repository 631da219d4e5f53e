import {
  clusterScopedField,
  externalField,
  inStatedNamespace,
  type ReferenceField,
} from '../../core/objects/reference-field.ts';
import { Gateway, Secret } from '../kubernetes/kinds.ts';
import { DataStore, TenantControlPlane } from './kinds.ts';

const SECRETS_OF_DATA_STORE = [
  'basicAuth.{username,password}',
  'tlsConfig.certificateAuthority.{certificate,privateKey}',
  'tlsConfig.clientCertificate.{certificate,privateKey}',
];

export const DATA_STORE = 'spec.dataStore';

/** Source: the API types of Kamaji v1.0 to 26.8.2-edge. */
export const KAMAJI_REFERENCES: readonly ReferenceField[] = [
  clusterScopedField(TenantControlPlane, DATA_STORE, DataStore, 'gets no data store and never starts'),
  clusterScopedField(TenantControlPlane, 'spec.dataStoreOverrides[].dataStore', DataStore, 'never starts'),
  inStatedNamespace(
    externalField(TenantControlPlane, 'spec.controlPlane.gateway.parentRefs[]', Gateway, 'is never published'),
  ),
  ...SECRETS_OF_DATA_STORE.map((holder) =>
    inStatedNamespace(externalField(DataStore, `spec.${holder}.secretReference`, Secret, 'never becomes ready')),
  ),
];
