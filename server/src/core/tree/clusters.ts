import type { Manifests } from '../navigation/named.ts';
import type { Resource } from '../resources/resource.ts';
import { wholeOf } from '../syntax/list-parts.ts';
import { nodeAt } from '../syntax/lookup.ts';
import { CLUSTER } from './kinds.ts';

/** The Clusters of the manifests, in the order of their files' URIs and of the text. */
export function clustersIn(manifests: Manifests): readonly Resource[] {
  const byUri = new Map<string, Resource[]>();
  const all = [...manifests.objectsOfKind(CLUSTER)];
  const whole = new Set(all.flatMap((cluster) => (saysWhatItIsMadeOf(cluster) ? (cluster.name ?? []) : [])));
  // Of two by one name, the one that is made of nothing is a patch of the other.
  for (const cluster of all)
    if (cluster.name !== undefined && (saysWhatItIsMadeOf(cluster) || !whole.has(cluster.name)))
      byUri.set(cluster.uri, [...(byUri.get(cluster.uri) ?? []), cluster]);
  return [...byUri.keys()].sort().flatMap((uri) => {
    const places = new Map(manifests.files.get(uri)?.documents.map((document, index) => [document, index]));
    const place = ({ document }: Resource) => places.get(wholeOf(document)) ?? 0;
    return (byUri.get(uri) ?? []).sort((one, other) => place(one) - place(other));
  });
}

/** Returns true if an object is a Cluster of Cluster API. */
export function isCluster({ group, kind }: Resource): boolean {
  return group === CLUSTER.group && kind === CLUSTER.kind;
}

function saysWhatItIsMadeOf({ root }: Resource): boolean {
  return ['controlPlaneRef', 'infrastructureRef', 'topology'].some((field) => nodeAt(root, ['spec', field]));
}
