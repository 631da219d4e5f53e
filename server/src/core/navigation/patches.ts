import { namespaceKey } from '../index/object-index.ts';
import type { Resource } from '../objects/resource.ts';
import { NearestIndex } from '../resolution/nearest-index.ts';
import type { Manifests } from './symbol.ts';

/**
 * Returns the objects that a document contributes to: itself, or for a kustomize patch the patched object. Several if
 * the target is ambiguous.
 */
export function patchedObjects(resource: Resource, manifests: Manifests): readonly Resource[] {
  if (!manifests.isPatch(resource)) return [resource];
  const definitions = objectsWithSameName(resource, manifests).filter((each) => !manifests.isPatch(each));
  return definitions.length > 0 ? new NearestIndex(definitions).nearestTo(resource.uri) : [resource];
}

/** Returns the patches that apply, or may apply, to an object. */
export function patchesOf(object: Resource, manifests: Manifests): readonly Resource[] {
  const others = objectsWithSameName(object, manifests);
  const patches = others.filter((each) => manifests.isPatch(each));
  if (patches.length === 0 || manifests.isPatch(object)) return [];
  const definitions = new NearestIndex(others.filter((each) => !manifests.isPatch(each)));
  return patches.filter(({ uri }) => definitions.nearestTo(uri).includes(object));
}

/** A patch may omit its namespace. */
function objectsWithSameName(resource: Resource, manifests: Manifests): readonly Resource[] {
  if (resource.name === undefined) return [];
  const ownNamespace = namespaceKey(resource.namespace);
  const unset = namespaceKey(undefined);
  return manifests.objectsNamed(resource, resource.name, resource.uri).filter(({ namespace }) => {
    const other = namespaceKey(namespace);
    return other === ownNamespace || other === unset || ownNamespace === unset;
  });
}
