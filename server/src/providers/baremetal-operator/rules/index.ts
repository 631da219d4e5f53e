// Every rule of this provider: one line each.
export { bmcAddressWithoutType } from './hosts/bmc-address-without-type.ts';
export { duplicateHost } from './hosts/duplicate-host.ts';
export { invalidBmcAddress } from './hosts/invalid-bmc-address.ts';
export { missingHostSecretKey } from './hosts/missing-host-secret-key.ts';
export { missingRootDeviceHints } from './hosts/missing-root-device-hints.ts';
export { secretInOtherNamespace } from './hosts/secret-in-other-namespace.ts';
