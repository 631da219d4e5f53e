import type { WebhookRow } from '../../../core/validation/webhooks/row.ts';
import { CAPM3, METAL3_KINDS, Metal3Cluster, Metal3RemediationTemplate } from '../kinds.ts';
import { METAL3_TYPES } from './go-types.ts';

/** The versions whose Go types serialize required fields that are not set. */
const OLD = ['v1alpha5', 'v1beta1'];

/** Source: the webhooks and types of CAPM3 v1.3 to v1.13. */
export const METAL3_WEBHOOKS: readonly WebhookRow[] = [
  // Built with controller-runtime v0.20 or later.
  { provider: CAPM3, kinds: METAL3_KINDS, from: 'v1.10', keepsEmpty: true },
  {
    provider: CAPM3,
    kinds: METAL3_KINDS,
    until: 'v1.12',
    style: 'writes-required',
    types: METAL3_TYPES,
  },
  {
    provider: CAPM3,
    kinds: [Metal3Cluster, Metal3RemediationTemplate],
    versions: OLD,
    from: 'v1.13',
    style: 'writes-required',
    types: METAL3_TYPES,
  },
  {
    provider: CAPM3,
    kinds: [Metal3Cluster, Metal3RemediationTemplate],
    versions: ['v1beta2'],
    style: 'omits-empty',
    types: {},
  },
  {
    provider: CAPM3,
    kinds: [Metal3Cluster],
    sets: { 'spec.controlPlaneEndpoint.port': { value: 6443 } },
  },
  {
    provider: CAPM3,
    kinds: [Metal3RemediationTemplate],
    sets: { 'spec.template.spec.strategy.retryLimit': { minimum: 1 } },
    requirements: [{ path: ['spec', 'template', 'spec', 'strategy'], detail: 'is missing' }],
  },
];
