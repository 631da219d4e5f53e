import { namespaceKey } from '../index/object-index.ts';
import type { Resource } from '../objects/resource.ts';
import { Territory } from '../resolution/territory.ts';
import type { Manifests } from './named.ts';

/**
 * What a kustomization applies as a patch is no object of its own: it means the one of its name. These are the objects
 * that a document stands for: itself, or for a patch what it changes, several where that is open.
 */
export function objectsBehind(resource: Resource, manifests: Manifests): readonly Resource[] {
  if (!manifests.isPatch(resource)) return [resource];
  const whole = namesakesOf(resource, manifests).filter((each) => !manifests.isPatch(each));
  return whole.length > 0 ? new Territory(whole).nearestTo(resource.uri) : [resource];
}

/** The patches that mean an object, or may. */
export function patchesOf(object: Resource, manifests: Manifests): readonly Resource[] {
  const namesakes = namesakesOf(object, manifests);
  const patches = namesakes.filter((each) => manifests.isPatch(each));
  if (patches.length === 0 || manifests.isPatch(object)) return [];
  const whole = new Territory(namesakes.filter((each) => !manifests.isPatch(each)));
  return patches.filter(({ uri }) => whole.nearestTo(uri).includes(object));
}

/** A patch may leave its namespace out. */
function namesakesOf(resource: Resource, manifests: Manifests): readonly Resource[] {
  if (resource.name === undefined) return [];
  const own = namespaceKey(resource.namespace);
  const open = namespaceKey(undefined);
  return manifests.objectsNamed(resource, resource.name, resource.uri).filter(({ namespace }) => {
    const other = namespaceKey(namespace);
    return other === own || other === open || own === open;
  });
}
