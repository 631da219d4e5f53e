// Every rule of this provider: one line each.

export { duplicateHost } from './hosts/duplicate-host.ts';
export { invalidBmcAddress } from './hosts/invalid-bmc-address.ts';
export { missingBmcAddressScheme } from './hosts/missing-bmc-address-scheme.ts';
export { missingHostSecretKey } from './hosts/missing-host-secret-key.ts';
export { missingRootDeviceHints } from './hosts/missing-root-device-hints.ts';
export { secretInOtherNamespace } from './hosts/secret-in-other-namespace.ts';
