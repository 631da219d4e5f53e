import type { GroupKind, Resource } from '../resources/resource.ts';
import { type Asked, resourcesWithin } from './asked.ts';
import { folderOf } from './containers.ts';
import { ANY_NAMESPACE, indexKey, namespaceKey } from './object-index.ts';

/** What `View.namesakes` answers. */
export function namesakesOf(asked: Asked, resource: Resource): readonly Resource[] {
  const { name, namespace, uri } = resource;
  if (name === undefined) return [];
  const key = indexKey.namedIn(resource, name, namespaceKey(namespace));
  return resourcesWithin(asked, key, uri).filter((other) => other !== resource && other.namespace === namespace);
}

/** Names are looked up by themselves, in whatever file or folder. */
export function ofNameMeeting(
  asked: Asked,
  kind: GroupKind,
  name: string,
  container: string,
  namespace: string,
): readonly Resource[] {
  const keys =
    namespace === ANY_NAMESPACE
      ? [indexKey.named(kind, name)]
      : [namespace, ANY_NAMESPACE].map((each) => indexKey.namedIn(kind, name, each));
  return keys
    .flatMap((key) => resourcesWithin(asked, key, container))
    .filter(({ uri }) => uri === container || folderOf(uri) === container);
}
