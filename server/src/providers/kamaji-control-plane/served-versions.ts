import type { ReleaseRange } from '../../core/schemas/release-range.ts';
import { KAMAJI_CONTROL_PLANE_PROVIDER } from './kinds.ts';

/** For `npm run facts`: compare the table of this file with the CRDs, and with the release of Kamaji in go.mod. */
export const SERVED_VERSIONS_TABLE = {
  topic: 'served versions',
  provider: KAMAJI_CONTROL_PLANE_PROVIDER,
  verifiedUpTo: 'v0.20',
};

/** The first release that serves v1alpha2 instead of v1alpha1. It requires a release of Kamaji from 2026. */
export const FIRST_WITH_V1ALPHA2 = 'v0.20.0';

/** The releases that do not serve a version of the kinds. No release serves any other version. */
export const UNSERVED: Readonly<Record<string, readonly ReleaseRange[]>> = {
  v1alpha1: [{ provider: KAMAJI_CONTROL_PLANE_PROVIDER, from: FIRST_WITH_V1ALPHA2 }],
  v1alpha2: [{ provider: KAMAJI_CONTROL_PLANE_PROVIDER, until: 'v0.19' }],
};
