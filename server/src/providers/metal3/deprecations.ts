import type { VersionDeprecation } from '../../core/schemas/version-deprecation.ts';
import { CAPM3 } from './kinds.ts';

const KINDS = [
  'Metal3Cluster',
  'Metal3ClusterTemplate',
  'Metal3Data',
  'Metal3DataClaim',
  'Metal3DataTemplate',
  'Metal3Machine',
  'Metal3MachineTemplate',
  'Metal3Remediation',
  'Metal3RemediationTemplate',
];

export const METAL3_DEPRECATIONS: readonly VersionDeprecation[] = [
  {
    group: 'infrastructure.cluster.x-k8s.io',
    version: 'v1beta1',
    kinds: KINDS,
    provider: CAPM3,
    deprecatedIn: 'v1.13',
    replacement: 'v1beta2',
  },
];
