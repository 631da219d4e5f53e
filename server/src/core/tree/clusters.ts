import type { Manifests } from '../navigation/named.ts';
import type { Resource } from '../resources/resource.ts';
import { wholeOf } from '../syntax/list-parts.ts';
import { CLUSTER } from './cluster-tree.ts';

/** The Clusters of the manifests, in the order of their files' URIs and of the text. */
export function clustersIn(manifests: Manifests): readonly Resource[] {
  const byUri = new Map<string, Resource[]>();
  for (const cluster of manifests.objectsOfKind(CLUSTER))
    if (cluster.name !== undefined) byUri.set(cluster.uri, [...(byUri.get(cluster.uri) ?? []), cluster]);
  return [...byUri.keys()].sort().flatMap((uri) => {
    const places = new Map(manifests.files.get(uri)?.documents.map((document, index) => [document, index]));
    const place = ({ document }: Resource) => places.get(wholeOf(document)) ?? 0;
    return (byUri.get(uri) ?? []).sort((one, other) => place(one) - place(other));
  });
}
