import type { WebhookRow } from '../../../core/validation/webhooks/row.ts';
import { KAMAJI, TenantControlPlane } from '../kinds.ts';

const TENANTS = { provider: KAMAJI, kinds: [TenantControlPlane] } as const;
const SERVICES = ['spec', 'networkProfile', 'serviceCidr'];
const DNS = ['spec', 'networkProfile', 'dnsServiceIPs'];
const NO_SUBNET = 'is not a CIDR such as 10.96.0.0/16';

/**
 * The webhook decodes the object and patches single fields, so it cannot add a field if its parent is missing. If no DNS
 * Service IP is set, it derives one from the Service network. Source: `tcp_defaults.go` of each release.
 */
export const KAMAJI_WEBHOOKS: readonly WebhookRow[] = [
  { ...TENANTS, style: 'only-reads' },
  { ...TENANTS, until: 'v0.5', isUnverified: true },
  { ...TENANTS, requirements: [{ path: ['spec'], detail: 'is missing' }] },
  {
    ...TENANTS,
    from: 'edge-25.10',
    requirements: [{ path: ['spec', 'controlPlane', 'deployment'], detail: 'is missing' }],
  },
  {
    ...TENANTS,
    from: 'edge-25.10',
    until: 'edge-26.2',
    requirements: [
      { path: ['spec', 'networkProfile'], detail: 'is missing' },
      { path: SERVICES, form: 'cidr', unless: DNS, detail: NO_SUBNET },
    ],
  },
  {
    ...TENANTS,
    from: '26.8.2-edge',
    requirements: [{ path: SERVICES, form: 'cidrOrNothing', unless: DNS, detail: NO_SUBNET }],
  },
];
