// Every rule of this provider: one line each.

export { clusterEndpointMismatch } from './endpoint/cluster-endpoint-mismatch.ts';
export { competingEndpoint } from './endpoint/competing-endpoint.ts';
export { endpointHostMismatch } from './endpoint/endpoint-host-mismatch.ts';
export { endpointInPool } from './endpoint/endpoint-in-pool.ts';
export { endpointNotPublished } from './endpoint/endpoint-not-published.ts';
export { endpointOutsideMetallb } from './endpoint/endpoint-outside-metallb.ts';
export { endpointPortMismatch } from './endpoint/endpoint-port-mismatch.ts';
export { missingHostnamePort } from './endpoint/missing-hostname-port.ts';
export { overwrittenEndpoint } from './endpoint/overwritten-endpoint.ts';
export { ambiguousNamespace } from './namespaces/ambiguous-namespace.ts';
export { ignoredReferenceNamespace } from './namespaces/ignored-reference-namespace.ts';
export { nodeNetworkOverlap } from './networks/node-network-overlap.ts';
export { incompatibleReleases } from './versions/incompatible-releases.ts';
export { missingWorkerVersion } from './versions/missing-worker-version.ts';
export { unsupportedKubeletVersion } from './versions/unsupported-kubelet-version.ts';
export { versionSkew } from './versions/version-skew.ts';
