import { KUSTOMIZATION } from '../objects/kustomization.ts';
import type { Resource } from '../objects/resource.ts';

/**
 * Returns whether the result of a kustomization is applied to a cluster. Components are for other kustomizations, and so
 * are folders that are called a base, even if no other kustomization in the workspace includes them.
 */
export function isApplied({ uri, kind }: Resource): boolean {
  return kind === KUSTOMIZATION.kind && !FOR_OTHERS.test(uri.slice(0, uri.lastIndexOf('/') + 1));
}

const FOR_OTHERS = /\/(bases?|components?|common|templates?)\/([^/]+\/)?$/i;
