import type { Resource } from '../objects/resource.ts';
import { containersOf, distanceBetween } from '../text/containers.ts';

/**
 * Finds which of several objects with the same name is nearest to a file: in the file, in its folder, or in the closest
 * folder that contains both. Use it for queries from more than one file.
 */
export class NearestIndex {
  /** The objects by file and by each folder around it. */
  readonly #within = new Map<string, Resource[]>();

  constructor(objects: readonly Resource[]) {
    for (const object of objects)
      for (const container of containersOf(object.uri)) {
        const inside = this.#within.get(container);
        if (inside) inside.push(object);
        else this.#within.set(container, [object]);
      }
  }

  /** Returns more than one object if they are equally near. */
  nearestTo(uri: string): readonly Resource[] {
    for (const container of containersOf(uri)) {
      const inside = this.#within.get(container);
      if (inside) return inside;
    }
    return [];
  }
}

/**
 * Returns the possible targets of a reference in a file, from the nearest objects of its namespace and the nearest objects
 * that can be in it: the latter too if they are nearer.
 */
export function nearestTargets(
  uri: string,
  exact: readonly Resource[],
  possible: readonly Resource[],
): readonly Resource[] {
  const [first, other] = [exact[0], possible[0]];
  if (!first || !other) return first ? exact : possible;
  return distanceBetween(uri, other.uri) < distanceBetween(uri, first.uri) ? [...exact, ...possible] : exact;
}
