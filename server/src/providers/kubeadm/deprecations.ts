import type { VersionDeprecation } from '../../core/schemas/version-deprecation.ts';
import { V1BETA1 } from '../cluster-api/deprecations.ts';
import { BOOTSTRAP_GROUP, CONTROL_PLANE_GROUP } from '../cluster-api/kinds.ts';
import { KubeadmConfig, KubeadmConfigTemplate, KubeadmControlPlane, KubeadmControlPlaneTemplate } from './kinds.ts';

export const KUBEADM_DEPRECATIONS: readonly VersionDeprecation[] = [
  { ...V1BETA1, group: BOOTSTRAP_GROUP, kinds: [KubeadmConfig, KubeadmConfigTemplate] },
  { ...V1BETA1, group: CONTROL_PLANE_GROUP, kinds: [KubeadmControlPlane, KubeadmControlPlaneTemplate] },
];
