import type { WebhookRow } from '../../../core/validation/webhooks/row.ts';
import { METAL3_TYPES } from '../../metal3/webhooks/go-types.ts';
import { IPAddress, IPAM, IPClaim, IPPool } from '../kinds.ts';

/** Source: the webhooks and types of the Metal³ IP address manager. */
export const IPAM_WEBHOOKS: readonly WebhookRow[] = [
  { provider: IPAM, kinds: [IPPool, IPClaim, IPAddress], until: 'v1.6', isUnverified: true },
  {
    provider: IPAM,
    kinds: [IPPool, IPClaim, IPAddress],
    style: 'writes-required',
    types: METAL3_TYPES,
  },
];
