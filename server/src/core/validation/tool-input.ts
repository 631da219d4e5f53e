import { isLocalConfig } from '../objects/local-config.ts';
import { childOf } from '../syntax/lookup.ts';
import type { MapNode } from '../syntax/node.ts';

/**
 * True for an object that a tool reads from its file and that no API server receives: the configuration of a KRM function
 * (kustomize and kpt: `config.kubernetes.io/function`, `config.kubernetes.io/local-config`), and an object without a name,
 * such as the `metadata.yaml` of a clusterctl provider. A CustomResourceDefinition of such a kind documents the file.
 */
export function isToolInput(root: MapNode): boolean {
  const metadata = childOf(root, 'metadata');
  if (!childOf(metadata, 'name') && !childOf(metadata, 'generateName')) return true;
  const annotations = childOf(metadata, 'annotations');
  return FUNCTIONS.some((name) => childOf(annotations, name)) || isLocalConfig(root);
}

const FUNCTIONS = ['config.kubernetes.io/function', 'config.k8s.io/function'];
