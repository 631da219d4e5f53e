// Every rule of this provider: one line each.

export { emptyPool } from './pools/empty-pool.ts';
export { infrastructureAddressInPool } from './pools/infrastructure-address-in-pool.ts';
export { invalidPoolGateway } from './pools/invalid-pool-gateway.ts';
export { invalidPoolPrefix } from './pools/invalid-pool-prefix.ts';
export { invalidPoolRange } from './pools/invalid-pool-range.ts';
export { invalidPreAllocation } from './pools/invalid-pre-allocation.ts';
export { missingPoolGateway } from './pools/missing-pool-gateway.ts';
export { overlappingPools } from './pools/overlapping-pools.ts';
export { poolAddressFamilyMismatch } from './pools/pool-address-family-mismatch.ts';
export { poolExhausted } from './pools/pool-exhausted.ts';
export { poolKindConflict } from './pools/pool-kind-conflict.ts';
export { poolOfOtherCluster } from './pools/pool-of-other-cluster.ts';
export { sharedNamePrefix } from './pools/shared-name-prefix.ts';
export { sharedPoolAddress } from './pools/shared-pool-address.ts';
export { unusedPreAllocation } from './pools/unused-pre-allocation.ts';
