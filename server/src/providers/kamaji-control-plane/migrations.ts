import type { Migration, Move } from '../../core/migration/migration.ts';
import { gone } from '../../core/migration/rows.ts';
import { KamajiControlPlane, KamajiControlPlaneTemplate } from './kinds.ts';

const CLAIMS = 'extraVolumes[].ephemeral.volumeClaimTemplate.spec.resources.claims';

/** Returns the removal of a field that only releases up to v0.4 have. */
function withoutClaims(deployment: string): readonly Move[] {
  return [gone(`${deployment}.${CLAIMS}`, 'The provider has no such field since v0.5.')];
}

const kamaji = {
  from: 'v1alpha1',
  to: 'v1alpha2',
  keepsEmpty: 'all',
  // No release serves both versions, and there is no conversion code: the facts come from the CRDs.
  source: 'cluster-api-control-plane-provider-kamaji, CRDs of v0.19.0 and v0.20.0',
  verifiedUpTo: 'v0.20.0',
} as const;

export const KAMAJI_CONTROL_PLANE_MIGRATIONS: readonly Migration[] = [
  { ...kamaji, ...KamajiControlPlane, moves: withoutClaims('spec.deployment') },
  { ...kamaji, ...KamajiControlPlaneTemplate, moves: withoutClaims('spec.template.spec.deployment') },
];
