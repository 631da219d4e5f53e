import type { Resource } from '../objects/resource.ts';
import { containersOf } from '../text/containers.ts';

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
