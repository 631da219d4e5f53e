// Every rule of this provider: one line each.
export { hostnameFirst } from './control-planes/hostname-first.ts';
export { versionAboveCeiling } from './control-planes/version-above-ceiling.ts';
export { missingSecretKey } from './data-stores/missing-secret-key.ts';
export { sharedDataStoreSchema } from './data-stores/shared-data-store-schema.ts';
export { unfitDataStore } from './data-stores/unfit-data-store.ts';
export { addressPinnedElsewhere } from './services/address-pinned-elsewhere.ts';
export { nodePortOutOfRange } from './services/node-port-out-of-range.ts';
export { nodePortWithoutAddress } from './services/node-port-without-address.ts';
export { sharedServiceAddress } from './services/shared-service-address.ts';
export { sharedServicePort } from './services/shared-service-port.ts';
export { unpinnedAddress } from './services/unpinned-address.ts';
export { unreadyGateway } from './services/unready-gateway.ts';
