import type { Resource } from '../objects/resource.ts';
import { type Manifests, type Occurrence, occurrenceOf } from './symbol.ts';

/** An object that refers to, or is referred to by, another, with the places of the references. */
export interface RelatedObject {
  readonly resource: Resource;
  readonly places: readonly Occurrence[];
}

/** Returns the objects that refer to an object. The places are in those objects. */
export function referrersTo(object: Resource, manifests: Manifests): readonly RelatedObject[] {
  return grouped(
    manifests
      .referrersTo(object)
      .map(({ resource, reference }) => [resource, occurrenceOf(resource, reference.nameNode, 'reference')]),
  );
}

/** Returns the objects in the workspace that an object refers to. The places are in the object itself. */
export function referencesFrom(object: Resource, manifests: Manifests): readonly RelatedObject[] {
  return grouped(
    object.references.flatMap((reference): [Resource, Occurrence][] => {
      const resolution = manifests.resolve(object, reference);
      if (resolution.kind !== 'object') return [];
      return [[resolution.resource, occurrenceOf(object, reference.nameNode, 'reference')]];
    }),
  );
}

function grouped(pairs: readonly (readonly [Resource, Occurrence])[]): readonly RelatedObject[] {
  const places = new Map<Resource, Occurrence[]>();
  for (const [resource, place] of pairs) places.set(resource, [...(places.get(resource) ?? []), place]);
  return [...places].map(([resource, occurrences]) => ({ resource, places: occurrences }));
}
