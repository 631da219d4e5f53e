import type { Resource } from '../objects/resource.ts';
import { type Manifests, type Occurrence, occurrenceOf } from './named.ts';

/** An object on the other end of references, with the places that name it or name from it. */
export interface Neighbour {
  readonly resource: Resource;
  readonly places: readonly Occurrence[];
}

/** Who refers to an object; the places are theirs. */
export function referrersTo(object: Resource, manifests: Manifests): readonly Neighbour[] {
  return grouped(
    manifests
      .referrersTo(object)
      .map(({ resource, reference }) => [resource, occurrenceOf(resource, reference.nameNode, 'reference')]),
  );
}

/** What an object refers to, as far as it is at hand; the places are the object's own. */
export function referredFrom(object: Resource, manifests: Manifests): readonly Neighbour[] {
  return grouped(
    object.references.flatMap((reference): [Resource, Occurrence][] => {
      const resolution = manifests.resolve(object, reference);
      if (resolution.kind !== 'object') return [];
      return [[resolution.resource, occurrenceOf(object, reference.nameNode, 'reference')]];
    }),
  );
}

function grouped(pairs: readonly (readonly [Resource, Occurrence])[]): readonly Neighbour[] {
  const places = new Map<Resource, Occurrence[]>();
  for (const [resource, place] of pairs) places.set(resource, [...(places.get(resource) ?? []), place]);
  return [...places].map(([resource, own]) => ({ resource, places: own }));
}
