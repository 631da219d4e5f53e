import { METAL3_TYPES } from './metal3-types.ts';
import { OLD, type Row } from './row.ts';

const CAPM3 = 'cluster-api-provider-metal3';

const METAL3 = [
  'Metal3Cluster',
  'Metal3ClusterTemplate',
  'Metal3Machine',
  'Metal3MachineTemplate',
  'Metal3DataTemplate',
  'Metal3Data',
  'Metal3DataClaim',
  'Metal3Remediation',
  'Metal3RemediationTemplate',
];

/** Source: the webhooks and types of CAPM3 and its IPAM. */
export const METAL3_WEBHOOKS: readonly Row[] = [
  // Built on controller-runtime v0.20 or later: see there.
  { provider: CAPM3, kinds: METAL3, from: 'v1.10', keepsEmpty: true },
  {
    provider: CAPM3,
    kinds: METAL3,
    until: 'v1.12',
    style: 'writes-required',
    types: METAL3_TYPES,
  },
  {
    provider: CAPM3,
    kinds: ['Metal3Cluster', 'Metal3RemediationTemplate'],
    versions: OLD,
    from: 'v1.13',
    style: 'writes-required',
    types: METAL3_TYPES,
  },
  {
    provider: CAPM3,
    kinds: ['Metal3Cluster', 'Metal3RemediationTemplate'],
    versions: ['v1beta2'],
    style: 'omits-empty',
    types: {},
  },
  {
    provider: CAPM3,
    kinds: ['Metal3Cluster'],
    sets: { 'spec.controlPlaneEndpoint.port': { value: 6443 } },
  },
  {
    provider: CAPM3,
    kinds: ['Metal3RemediationTemplate'],
    sets: { 'spec.template.spec.strategy.retryLimit': { least: 1 } },
    demands: [{ path: ['spec', 'template', 'spec', 'strategy'], detail: 'is missing' }],
  },
  { provider: 'ip-address-manager', kinds: ['IPPool', 'IPClaim', 'IPAddress'], until: 'v1.6', isCautious: true },
  {
    provider: 'ip-address-manager',
    kinds: ['IPPool', 'IPClaim', 'IPAddress'],
    style: 'writes-required',
    types: METAL3_TYPES,
  },
];
