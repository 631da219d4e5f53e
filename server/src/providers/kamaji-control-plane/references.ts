import {
  clusterScopedField,
  externalField,
  inStatedNamespace,
  type ReferenceField,
} from '../../core/objects/reference-field.ts';
import { DataStore } from '../kamaji/kinds.ts';
import { Gateway, Secret } from '../kubernetes/kinds.ts';
import { KamajiControlPlane, KamajiControlPlaneTemplate } from './kinds.ts';

const NO_DATA_STORE = 'gets no data store and never starts';
const SPEC_OF_TEMPLATE = 'spec.template.spec';

export const DATA_STORE_NAME = 'spec.dataStoreName';

/** Source: the API types of the Kamaji control plane provider v0.20. */
export const KAMAJI_CONTROL_PLANE_REFERENCES: readonly ReferenceField[] = [
  clusterScopedField(KamajiControlPlane, DATA_STORE_NAME, DataStore, NO_DATA_STORE),
  clusterScopedField(KamajiControlPlane, 'spec.dataStoreOverrides[].dataStore', DataStore, 'never starts'),
  inStatedNamespace(externalField(KamajiControlPlane, 'spec.network.gateway', Gateway, 'is never published')),
  clusterScopedField(KamajiControlPlaneTemplate, `${SPEC_OF_TEMPLATE}.dataStoreName`, DataStore, NO_DATA_STORE),
  clusterScopedField(
    KamajiControlPlaneTemplate,
    `${SPEC_OF_TEMPLATE}.dataStoreOverrides[].dataStore`,
    DataStore,
    'never starts',
  ),
  ...([KamajiControlPlane, KamajiControlPlaneTemplate] as const).map((from) => ({
    ...inStatedNamespace(
      externalField(
        from,
        `${from === KamajiControlPlane ? 'spec' : SPEC_OF_TEMPLATE}.deployment.externalClusterReference.kubeconfigSecretName`,
        Secret,
        'never becomes ready',
      ),
    ),
    namespaceKey: 'kubeconfigSecretNamespace',
  })),
];
