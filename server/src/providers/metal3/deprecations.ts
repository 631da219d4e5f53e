import type { VersionDeprecation } from '../../core/schemas/version-deprecation.ts';
import { INFRASTRUCTURE_GROUP } from '../cluster-api/kinds.ts';
import {
  CAPM3,
  Metal3Cluster,
  Metal3ClusterTemplate,
  Metal3Data,
  Metal3DataClaim,
  Metal3DataTemplate,
  Metal3Machine,
  Metal3MachineTemplate,
  Metal3Remediation,
  Metal3RemediationTemplate,
} from './kinds.ts';

const KINDS = [
  Metal3Cluster,
  Metal3ClusterTemplate,
  Metal3Data,
  Metal3DataClaim,
  Metal3DataTemplate,
  Metal3Machine,
  Metal3MachineTemplate,
  Metal3Remediation,
  Metal3RemediationTemplate,
];

export const METAL3_DEPRECATIONS: readonly VersionDeprecation[] = [
  {
    group: INFRASTRUCTURE_GROUP,
    version: 'v1beta1',
    kinds: KINDS,
    provider: CAPM3,
    deprecatedIn: 'v1.13',
    replacement: 'v1beta2',
  },
];
