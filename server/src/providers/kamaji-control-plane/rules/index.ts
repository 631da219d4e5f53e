// Every rule of this provider: one line each.
export { apiServerPortOutOfRange } from './control-planes/api-server-port-out-of-range.ts';
export { dnsIpOutsideServices } from './control-planes/dns-ip-outside-services.ts';
export { unservedReferenceVersion } from './control-planes/unserved-reference-version.ts';
export { unservedTemplateVersion } from './control-planes/unserved-template-version.ts';
export { unsupportedInfrastructure } from './control-planes/unsupported-infrastructure.ts';
export { unusedNetwork } from './control-planes/unused-network.ts';
