import type { VersionDeprecation } from '../../core/schemas/version-deprecation.ts';
import { INFRASTRUCTURE_GROUP } from '../cluster-api/kinds.ts';
import { CAPM3, METAL3_KINDS } from './kinds.ts';

export const METAL3_DEPRECATIONS: readonly VersionDeprecation[] = [
  {
    group: INFRASTRUCTURE_GROUP,
    version: 'v1beta1',
    kinds: METAL3_KINDS,
    provider: CAPM3,
    deprecatedIn: 'v1.13',
    replacement: 'v1beta2',
  },
];
