import { knownKeySource, knownKeys } from '../../../core/completion/known-keys.ts';
import { KamajiControlPlane } from '../../kamaji-control-plane/kinds.ts';
import { TenantControlPlane } from '../kinds.ts';

/** Source: Kamaji v1.0 and 26.7-edge, and MetalLB v0.14. */
export const KAMAJI_KEYS = knownKeySource([
  knownKeys([KamajiControlPlane, TenantControlPlane], 'metadata.annotations', [
    {
      key: 'kamaji.clastix.io/kubeconfig-secret-key',
      values: ['admin.conf', 'admin.svc', 'super-admin.conf', 'super-admin.svc'],
      purpose: 'The kubeconfig in the Secret of Kamaji that Cluster API uses.',
    },
  ]),
  knownKeys([KamajiControlPlane], 'spec.network.serviceAnnotations', [
    { key: 'metallb.io/loadBalancerIPs', purpose: 'The addresses that MetalLB assigns to the Service.' },
    { key: 'metallb.io/address-pool', purpose: 'The pool from which MetalLB assigns the address.' },
    { key: 'metallb.io/allow-shared-ip', purpose: 'Services with the same value can share an address.' },
  ]),
]);
