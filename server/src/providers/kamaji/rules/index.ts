// Every rule of this provider: one line each.
export { hostnamePreferredForKubelet } from './control-planes/hostname-preferred-for-kubelet.ts';
export { unsupportedKubernetesVersion } from './control-planes/unsupported-kubernetes-version.ts';
export { incompatibleDataStore } from './data-stores/incompatible-data-store.ts';
export { missingDataStoreSecretKey } from './data-stores/missing-data-store-secret-key.ts';
export { sharedDataStoreSchema } from './data-stores/shared-data-store-schema.ts';
export { loadBalancerAddressMismatch } from './services/load-balancer-address-mismatch.ts';
export { loadBalancerAddressNotRequested } from './services/load-balancer-address-not-requested.ts';
export { missingGatewayListener } from './services/missing-gateway-listener.ts';
export { missingNodePortAddress } from './services/missing-node-port-address.ts';
export { nodePortOutOfRange } from './services/node-port-out-of-range.ts';
export { sharedServiceAddress } from './services/shared-service-address.ts';
export { sharedServicePort } from './services/shared-service-port.ts';
export { unsupportedLoadBalancerHostname } from './services/unsupported-load-balancer-hostname.ts';
