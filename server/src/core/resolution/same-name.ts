import { joined, type RecordedQuery, resourcesWithin } from '../dependencies/recorded-query.ts';
import { ANY_NAMESPACE, indexKey, namespaceKey } from '../index/object-index.ts';
import type { GroupKind } from '../objects/group-kind.ts';
import type { Resource } from '../objects/resource.ts';
import { folderOf } from '../text/containers.ts';

/** Implements `View.namesakes`. */
export function duplicatesOf(query: RecordedQuery, resource: Resource): readonly Resource[] {
  const { name, namespace, uri } = resource;
  if (name === undefined) return [];
  const key = indexKey.namedIn(resource, name, namespaceKey(namespace));
  return resourcesWithin(query, key, uri).filter((other) => other !== resource && other.namespace === namespace);
}

/** Returns the objects with a name in a file or folder, whose namespace is or may be the given one. */
export function namedObjectsInNamespace(
  query: RecordedQuery,
  kind: GroupKind,
  name: string,
  container: string,
  namespace: string,
): readonly Resource[] {
  const keys =
    namespace === ANY_NAMESPACE
      ? [indexKey.named(kind, name)]
      : [namespace, ANY_NAMESPACE].map((each) => indexKey.namedIn(kind, name, each));
  return joined(keys.map((key) => resourcesWithin(query, key, container))).filter(
    ({ uri }) => uri === container || folderOf(uri) === container,
  );
}
