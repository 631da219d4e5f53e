// Every rule of this provider: one line each.
export { annotationNotCopied } from './classes/annotation-not-copied.ts';
export { invalidClassVariable } from './classes/invalid-class-variable.ts';
export { overlappingClusterNetworks } from './clusters/overlapping-cluster-networks.ts';
export { sharedClusterReference } from './clusters/shared-cluster-reference.ts';
export { unreferencedControlPlane } from './clusters/unreferenced-control-plane.ts';
export { adoptedMachineSet } from './machines/adopted-machine-set.ts';
export { overlappingHealthChecks } from './machines/overlapping-health-checks.ts';
export { overlappingSelectors } from './machines/overlapping-selectors.ts';
export { shortStartupTimeout } from './machines/short-startup-timeout.ts';
export { unmatchedHealthCheck } from './machines/unmatched-health-check.ts';
export { unmatchedClusterSelector } from './resource-sets/unmatched-cluster-selector.ts';
export { unsupportedSecretType } from './resource-sets/unsupported-secret-type.ts';
export { evenTopologyReplicas } from './topology/even-topology-replicas.ts';
export { invalidVariableValue } from './topology/invalid-variable-value.ts';
export { undefinedHealthCheck } from './topology/undefined-health-check.ts';
export { unknownWorkerClass } from './topology/unknown-worker-class.ts';
export { versionNotInClass } from './topology/version-not-in-class.ts';
