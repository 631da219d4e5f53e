import type { Resource } from '../../core/objects/resource.ts';
import { type NodePath, scalarAt } from '../../core/syntax/lookup.ts';
import { clusterNameOf } from './cluster-name.ts';

/** Returns the value of a missing `clusterName`: objects that name their Cluster twice must name the same one. */
export function certainClusterName(resource: Resource, path: NodePath): string | undefined {
  if (path.at(-1) !== 'clusterName') return undefined;
  for (const spec of [['spec'], ['spec', 'template', 'spec']]) {
    const name = scalarAt(resource.root, [...spec, 'clusterName'])?.text;
    if (name) return name;
  }
  return clusterNameOf(resource);
}
