import type { Resource } from '../../core/objects/resource.ts';
import { nodeAt } from '../../core/syntax/lookup.ts';

/**
 * Returns true if the control plane runs in another cluster than its KamajiControlPlane. Load balancers, Gateways and
 * DataStores of the manifests then have no effect on it. Source: Kamaji control plane provider, v0.14.0 and later.
 */
export function hasExternalCluster({ root }: Resource): boolean {
  return PATHS.some((path) => nodeAt(root, path) !== undefined);
}

const REFERENCE = ['deployment', 'externalClusterReference'];
const PATHS = [
  ['spec', ...REFERENCE],
  ['spec', 'template', 'spec', ...REFERENCE],
];
