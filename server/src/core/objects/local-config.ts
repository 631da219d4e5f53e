import { scalarAt } from '../syntax/lookup.ts';
import type { Node } from '../syntax/node.ts';

/** Returns true for an object that kustomize and kpt only read: they do not output it, so it is not applied. */
export function isLocalConfig(root: Node): boolean {
  return scalarAt(root, ['metadata', 'annotations', 'config.kubernetes.io/local-config'])?.text === 'true';
}
