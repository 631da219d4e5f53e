import type { VersionDeprecation } from '../../core/schemas/version-deprecation.ts';
import { CAPI } from './kinds.ts';

const v1beta1 = {
  version: 'v1beta1',
  provider: CAPI,
  deprecatedIn: 'v1.11',
  replacement: 'v1beta2',
  removedIn: 'v1.16',
  expected: 'tentatively April 2027',
  source:
    'https://github.com/kubernetes-sigs/cluster-api/blob/main/docs/book/src/developer/providers/migrations/v1.13-to-v1.14.md',
} as const;

/** Other providers share these groups; only these kinds are Cluster API's. */
const KUBEADM = {
  bootstrap: ['KubeadmConfig', 'KubeadmConfigTemplate'],
  controlPlane: ['KubeadmControlPlane', 'KubeadmControlPlaneTemplate'],
};

export const CLUSTER_API_DEPRECATIONS: readonly VersionDeprecation[] = [
  ...['cluster.x-k8s.io', 'addons.cluster.x-k8s.io', 'ipam.cluster.x-k8s.io'].map((group) => ({ ...v1beta1, group })),
  { ...v1beta1, group: 'bootstrap.cluster.x-k8s.io', kinds: KUBEADM.bootstrap },
  { ...v1beta1, group: 'controlplane.cluster.x-k8s.io', kinds: KUBEADM.controlPlane },
  // The removal in v1.16 is announced only for v1beta1.
  {
    group: 'runtime.cluster.x-k8s.io',
    version: 'v1alpha1',
    provider: CAPI,
    deprecatedIn: 'v1.11',
    replacement: 'v1beta2',
  },
];
