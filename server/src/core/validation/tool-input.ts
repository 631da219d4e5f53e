import { childOf, scalarAt } from '../syntax/lookup.ts';
import type { MapNode } from '../syntax/node.ts';

/**
 * True for an object that a tool reads from its file and that no API server receives: the configuration of a KRM function
 * (kustomize and kpt: `config.kubernetes.io/function`, `config.kubernetes.io/local-config`), and an object without a name,
 * such as the `metadata.yaml` of a clusterctl provider. A CustomResourceDefinition of such a kind documents the file.
 */
export function isToolInput(root: MapNode): boolean {
  const metadata = childOf(root, 'metadata');
  if (metadata?.kind !== 'map') return true;
  if (!childOf(metadata, 'name') && !childOf(metadata, 'generateName')) return true;
  const annotations = childOf(metadata, 'annotations');
  if (annotations?.kind !== 'map') return false;
  return (
    FUNCTIONS.some((name) => childOf(annotations, name) !== undefined) ||
    scalarAt(annotations, [LOCAL])?.text === 'true'
  );
}

const FUNCTIONS = ['config.kubernetes.io/function', 'config.k8s.io/function'];
const LOCAL = 'config.kubernetes.io/local-config';
