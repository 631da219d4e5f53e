import type { GoFieldRows } from '../../../core/validation/webhooks/row.ts';
import { CAPM3 } from '../kinds.ts';

/** For `npm run facts`. */
export const METAL3_TYPES_TABLE = { topic: 'Go types', provider: CAPM3, verifiedUpTo: 'v1.13' };

/** Differences of the Go types of CAPM3 and its IPAM from the defaults in go-field.ts. Source: their struct tags. */
export const METAL3_TYPES: GoFieldRows = {
  'struct,omitempty': `Metal3Cluster.spec Metal3ClusterTemplate.spec Metal3ClusterTemplate.spec.template.spec Metal3Machine.spec
    Metal3MachineTemplate.spec Metal3DataTemplate.spec Metal3Data.spec Metal3DataClaim.spec Metal3Remediation.spec
    Metal3RemediationTemplate.spec IPPool.spec IPClaim.spec IPAddress.spec
    controlPlaneEndpoint image hostSelector links networks networkData.services routes.services`,
  struct: 'Metal3MachineTemplate.spec.template Metal3RemediationTemplate.spec.template',
  '*struct,omitempty': 'networkData metaData fromPoolRef strategy',
  '*struct': 'macAddress',
  slice: 'bondLinks bridgeLinks',
  string: 'bondXmitHashPolicy',
  '*string,omitempty': `string fromHostInterface dnsFromIPPool fromIPPool checksumType format providerID automatedCleaningMode
    pools.start pools.end pools.subnet ipAddresses.start subnet start end`,
  '*string': 'fromPoolRef.apiGroup',
};
