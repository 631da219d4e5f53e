// Every rule of this provider: one line each.
export { addressInPool } from './pools/address-in-pool.ts';
export { anotherClustersPool } from './pools/another-clusters-pool.ts';
export { emptyPool } from './pools/empty-pool.ts';
export { misplacedGateway } from './pools/misplaced-gateway.ts';
export { oddPoolRange } from './pools/odd-pool-range.ts';
export { overlappingPools } from './pools/overlapping-pools.ts';
export { poolOfTwoKinds } from './pools/pool-of-two-kinds.ts';
export { poolWithoutGateway } from './pools/pool-without-gateway.ts';
export { sharedPoolAddress } from './pools/shared-pool-address.ts';
export { smallPool } from './pools/small-pool.ts';
export { unusablePreAllocation } from './pools/unusable-pre-allocation.ts';
export { wrongPoolFamily } from './pools/wrong-pool-family.ts';
export { wrongPoolPrefix } from './pools/wrong-pool-prefix.ts';
