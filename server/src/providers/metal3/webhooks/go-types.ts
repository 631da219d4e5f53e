import type { CodeRows } from '../../../core/validation/webhooks/row.ts';

/** Differences of the Go types of CAPM3 and its IPAM from the defaults in go-code.ts. Source: their struct tags. */
export const METAL3_TYPES: CodeRows = {
  'o?': `Metal3Cluster.spec Metal3ClusterTemplate.spec Metal3ClusterTemplate.spec.template.spec Metal3Machine.spec
    Metal3MachineTemplate.spec Metal3DataTemplate.spec Metal3Data.spec Metal3DataClaim.spec Metal3Remediation.spec
    Metal3RemediationTemplate.spec IPPool.spec IPClaim.spec IPAddress.spec
    controlPlaneEndpoint image hostSelector links networks networkData.services routes.services`,
  'o!': 'Metal3MachineTemplate.spec.template Metal3RemediationTemplate.spec.template',
  '*o?': 'networkData metaData fromPoolRef strategy',
  '*o!': 'macAddress',
  'l!': 'bondLinks bridgeLinks',
  's!': 'bondXmitHashPolicy',
  '*s?': `string fromHostInterface dnsFromIPPool fromIPPool checksumType format providerID automatedCleaningMode
    pools.start pools.end pools.subnet ipAddresses.start subnet start end`,
  '*s!': 'fromPoolRef.apiGroup',
};
