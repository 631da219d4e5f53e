// Kinds of the kubeadm bootstrap and control plane providers of Cluster API.
import { groupKind } from '../../core/objects/group-kind.ts';
import { BOOTSTRAP_GROUP, CONTROL_PLANE_GROUP } from '../cluster-api/kinds.ts';

export const KubeadmConfig = groupKind(BOOTSTRAP_GROUP, 'KubeadmConfig');
export const KubeadmConfigTemplate = groupKind(BOOTSTRAP_GROUP, 'KubeadmConfigTemplate');

export const KubeadmControlPlane = groupKind(CONTROL_PLANE_GROUP, 'KubeadmControlPlane');
export const KubeadmControlPlaneTemplate = groupKind(CONTROL_PLANE_GROUP, 'KubeadmControlPlaneTemplate');
