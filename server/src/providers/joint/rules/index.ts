// Every rule of this provider: one line each.
export { competingEndpoint } from './endpoint/competing-endpoint.ts';
export { contradictingEndpoint } from './endpoint/contradicting-endpoint.ts';
export { endpointHostMismatch } from './endpoint/endpoint-host-mismatch.ts';
export { endpointInPool } from './endpoint/endpoint-in-pool.ts';
export { endpointOutsideMetallb } from './endpoint/endpoint-outside-metallb.ts';
export { endpointPortMismatch } from './endpoint/endpoint-port-mismatch.ts';
export { hostnameWithoutPort } from './endpoint/hostname-without-port.ts';
export { overwrittenEndpoint } from './endpoint/overwritten-endpoint.ts';
export { unsettledEndpoint } from './endpoint/unsettled-endpoint.ts';
export { splitNamespaces } from './namespaces/split-namespaces.ts';
export { nodeNetworkOverlap } from './networks/node-network-overlap.ts';
export { incompatibleReleases } from './versions/incompatible-releases.ts';
export { outdatedKubelet } from './versions/outdated-kubelet.ts';
export { versionSkew } from './versions/version-skew.ts';
export { workersWithoutVersion } from './versions/workers-without-version.ts';
