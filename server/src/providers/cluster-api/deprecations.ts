import type { VersionDeprecation } from '../../core/schemas/version-deprecation.ts';
import { ADDONS_GROUP, CAPI, CLUSTER_GROUP, CLUSTER_IPAM_GROUP, RUNTIME_GROUP } from './kinds.ts';

/** Also of the groups of the kubeadm providers. */
export const V1BETA1 = {
  version: 'v1beta1',
  provider: CAPI,
  deprecatedIn: 'v1.11',
  replacement: 'v1beta2',
  removedIn: 'v1.16',
  expected: 'tentatively April 2027',
  source:
    'https://github.com/kubernetes-sigs/cluster-api/blob/main/docs/book/src/developer/providers/migrations/v1.13-to-v1.14.md',
} as const;

export const CLUSTER_API_DEPRECATIONS: readonly VersionDeprecation[] = [
  ...[CLUSTER_GROUP, ADDONS_GROUP, CLUSTER_IPAM_GROUP].map((group) => ({ ...V1BETA1, group })),
  // The removal in v1.16 is announced only for v1beta1.
  {
    group: RUNTIME_GROUP,
    version: 'v1alpha1',
    provider: CAPI,
    deprecatedIn: 'v1.11',
    replacement: 'v1beta2',
  },
];
