// Every rule of this provider: one line each.
export { overlappingClusterNetworks } from './clusters/overlapping-cluster-networks.ts';
export { sharedClusterPart } from './clusters/shared-cluster-part.ts';
export { unreferencedControlPlane } from './clusters/unreferenced-control-plane.ts';
export { adoptedMachineSet } from './machines/adopted-machine-set.ts';
export { broadSelector } from './machines/broad-selector.ts';
export { overlappingHealthChecks } from './machines/overlapping-health-checks.ts';
export { unmatchedHealthCheck } from './machines/unmatched-health-check.ts';
export { unmatchedClusterSelector } from './resource-sets/unmatched-cluster-selector.ts';
export { wrongSecretType } from './resource-sets/wrong-secret-type.ts';
export { unavailableHealthCheck } from './topology/unavailable-health-check.ts';
export { unfitVariable } from './topology/unfit-variable.ts';
export { unknownWorkerClass } from './topology/unknown-worker-class.ts';
export { unlistedVersion } from './topology/unlisted-version.ts';
