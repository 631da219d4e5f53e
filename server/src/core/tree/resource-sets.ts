import type { Manifests } from '../navigation/named.ts';
import { labelsOf } from '../resources/host-selection.ts';
import type { Resource } from '../resources/resource.ts';
import { childOf, nodeAt } from '../syntax/lookup.ts';
import { folderOf } from '../workspace/containers.ts';
import { namespaceKey } from '../workspace/object-index.ts';

const KIND = { group: 'addons.cluster.x-k8s.io', kind: 'ClusterResourceSet' };

/** The ClusterResourceSets beside a Cluster that choose it by its labels, where labels alone decide. */
export function resourceSetsOf(cluster: Resource, manifests: Manifests): readonly Resource[] {
  const labels = labelsOf(cluster);
  if (!labels) return [];
  return [...manifests.objectsOfKind(KIND)].filter((set) => {
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
