import { namespaceKey } from '../../../core/index/object-index.ts';
import type { Manifests } from '../../../core/navigation/symbol.ts';
import { labelsOf } from '../../../core/objects/labels.ts';
import type { Resource } from '../../../core/objects/resource.ts';
import { childOf, nodeAt } from '../../../core/syntax/lookup.ts';
import { folderOf } from '../../../core/text/containers.ts';
import { ClusterResourceSet } from '../kinds.ts';

/** Returns the ClusterResourceSets in the folder of a Cluster that select it by `matchLabels` only. */
export function resourceSetsOf(cluster: Resource, manifests: Manifests): readonly Resource[] {
  const labels = labelsOf(cluster);
  if (!labels) return [];
  return [...manifests.objectsOfKind(ClusterResourceSet)].filter((set) => {
    if (folderOf(set.uri) !== folderOf(cluster.uri)) return false;
    if (namespaceKey(set.namespace) !== namespaceKey(cluster.namespace)) return false;
    const selector = nodeAt(set.root, ['spec', 'clusterSelector']);
    const wanted = childOf(selector, 'matchLabels');
    if (wanted?.kind !== 'map' || childOf(selector, 'matchExpressions')) return false;
    return wanted.entries.every(
      ({ key, value }) => key.kind === 'scalar' && value.kind === 'scalar' && labels.get(key.text) === value.text,
    );
  });
}
