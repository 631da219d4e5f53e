// Kinds of the Metal³ infrastructure provider (CAPM3).
import { groupKind } from '../../core/objects/group-kind.ts';
import { INFRASTRUCTURE_GROUP } from '../cluster-api/kinds.ts';

export const Metal3Cluster = groupKind(INFRASTRUCTURE_GROUP, 'Metal3Cluster');
export const Metal3ClusterTemplate = groupKind(INFRASTRUCTURE_GROUP, 'Metal3ClusterTemplate');
export const Metal3Data = groupKind(INFRASTRUCTURE_GROUP, 'Metal3Data');
export const Metal3DataClaim = groupKind(INFRASTRUCTURE_GROUP, 'Metal3DataClaim');
export const Metal3DataTemplate = groupKind(INFRASTRUCTURE_GROUP, 'Metal3DataTemplate');
export const Metal3Machine = groupKind(INFRASTRUCTURE_GROUP, 'Metal3Machine');
export const Metal3MachineTemplate = groupKind(INFRASTRUCTURE_GROUP, 'Metal3MachineTemplate');
export const Metal3Remediation = groupKind(INFRASTRUCTURE_GROUP, 'Metal3Remediation');
export const Metal3RemediationTemplate = groupKind(INFRASTRUCTURE_GROUP, 'Metal3RemediationTemplate');

/** All kinds of CAPM3, which share its API versions. */
export const METAL3_KINDS = [
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

/** The name of the provider's repository, by which the schemas and rules name it. */
export const CAPM3 = 'cluster-api-provider-metal3';
