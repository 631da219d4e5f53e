// Every rule of this provider: one line each.
export { apiServerPortOutOfRange } from './control-planes/api-server-port-out-of-range.ts';
export { dnsIpOutsideServices } from './control-planes/dns-ip-outside-services.ts';
export { ignoredNetwork } from './control-planes/ignored-network.ts';
export { missingKubeconfigKey } from './control-planes/missing-kubeconfig-key.ts';
export { referenceVersionNotServed } from './control-planes/reference-version-not-served.ts';
export { templateVersionNotServed } from './control-planes/template-version-not-served.ts';
export { unsupportedBootstrap } from './control-planes/unsupported-bootstrap.ts';
export { unsupportedInfrastructure } from './control-planes/unsupported-infrastructure.ts';
