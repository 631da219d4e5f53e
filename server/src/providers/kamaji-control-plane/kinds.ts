// Kinds of the Kamaji control plane provider for Cluster API.
import { groupKind } from '../../core/objects/group-kind.ts';
import { CONTROL_PLANE_GROUP } from '../cluster-api/kinds.ts';

export const KamajiControlPlane = groupKind(CONTROL_PLANE_GROUP, 'KamajiControlPlane');
export const KamajiControlPlaneTemplate = groupKind(CONTROL_PLANE_GROUP, 'KamajiControlPlaneTemplate');

/** The name of the provider's repository, by which the schemas and rules name it. */
export const KAMAJI_CONTROL_PLANE_PROVIDER = 'cluster-api-control-plane-provider-kamaji';
