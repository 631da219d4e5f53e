// Every rule of this provider: one line each.
export { bmcAddressWithoutType } from './hosts/bmc-address-without-type.ts';
export { duplicateHost } from './hosts/duplicate-host.ts';
export { unusableBmcAddress } from './hosts/unusable-bmc-address.ts';
export { wrongSecretKeys } from './hosts/wrong-secret-keys.ts';
