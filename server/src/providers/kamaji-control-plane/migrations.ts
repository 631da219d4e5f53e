import type { Migration } from '../../core/migration/migration.ts';

const kamaji = {
  group: 'controlplane.cluster.x-k8s.io',
  from: 'v1alpha1',
  to: 'v1alpha2',
  moves: [],
  keepsEmpty: 'all',
  // No release serves both versions, and there is no conversion code: the facts come from the CRDs.
  source: 'cluster-api-control-plane-provider-kamaji, CRDs of v0.19.0 and v0.20.0',
  verifiedUpTo: 'v0.20.0',
} as const;

export const KAMAJI_CONTROL_PLANE_MIGRATIONS: readonly Migration[] = [
  { ...kamaji, kind: 'KamajiControlPlane' },
  { ...kamaji, kind: 'KamajiControlPlaneTemplate' },
];
