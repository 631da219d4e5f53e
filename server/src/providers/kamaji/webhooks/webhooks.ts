import type { WebhookRow } from '../../../core/validation/webhooks/row.ts';
import { TenantControlPlane } from '../kinds.ts';

const TENANTS = { provider: 'kamaji', kinds: [TenantControlPlane] } as const;
const SERVICES = ['spec', 'networkProfile', 'serviceCidr'];
const DNS = ['spec', 'networkProfile', 'dnsServiceIPs'];
const NO_SUBNET = 'is no subnet such as 10.96.0.0/16';

/**
 * This webhook decodes the object, and answers with single fields: it cannot add one where the object that would hold
 * it is missing. Where no address of a DNS service is written it reckons one from the subnet of services. Source:
 * `tcp_defaults.go` of each release.
 */
export const KAMAJI_WEBHOOKS: readonly WebhookRow[] = [
  { ...TENANTS, style: 'only-reads' },
  { ...TENANTS, until: 'v0.5', isCautious: true },
  { ...TENANTS, demands: [{ path: ['spec'], detail: 'is missing' }] },
  {
    ...TENANTS,
    from: 'edge-25.10',
    demands: [{ path: ['spec', 'controlPlane', 'deployment'], detail: 'is missing' }],
  },
  {
    ...TENANTS,
    from: 'edge-25.10',
    until: 'edge-26.2',
    demands: [
      { path: ['spec', 'networkProfile'], detail: 'is missing' },
      { path: SERVICES, form: 'cidr', unless: DNS, detail: NO_SUBNET },
    ],
  },
  {
    ...TENANTS,
    from: 'main-2026-08-03',
    demands: [{ path: SERVICES, form: 'cidrOrNothing', unless: DNS, detail: NO_SUBNET }],
  },
];
