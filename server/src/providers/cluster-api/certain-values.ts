import type { Resource } from '../../core/objects/resource.ts';
import { type NodePath, nodeAt, scalarAt } from '../../core/syntax/lookup.ts';
import { clusterNameOf } from './cluster-name.ts';
import { KNOWN_GROUPS } from './known-groups.ts';

/** Returns the only sensible value of a missing field: the name of the Cluster, or the group of a known kind. */
export function certainValueOf(resource: Resource, path: NodePath): string | undefined {
  if (path.at(-1) === 'clusterName') return clusterNameIn(resource);
  if (path.at(-1) !== 'apiGroup') return undefined;
  const reference = nodeAt(resource.root, path.slice(0, -1));
  const [group, version] = scalarAt(reference, ['apiVersion'])?.text.split('/') ?? [];
  return version ? group : KNOWN_GROUPS.get(scalarAt(reference, ['kind'])?.text ?? '');
}

/** Returns the Cluster name from `spec.clusterName`, else from the label. An object that sets both must set the same name. */
function clusterNameIn(resource: Resource): string | undefined {
  for (const spec of [['spec'], ['spec', 'template', 'spec']]) {
    const name = scalarAt(resource.root, [...spec, 'clusterName'])?.text;
    if (name) return name;
  }
  return clusterNameOf(resource);
}
