import type { Resource } from '../objects/resource.ts';
import { containersOf } from '../text/containers.ts';

/**
 * Objects that answer to the same name, by where they are: tells for any file which of them is nearest to it, in it, in
 * its folder, or in the closest folder around both. Worth its making where more than one file asks.
 */
export class Territory {
  /** Of each file with such objects, and of each folder around those. */
  readonly #within = new Map<string, Resource[]>();

  constructor(objects: readonly Resource[]) {
    for (const object of objects)
      for (const container of containersOf(object.uri)) {
        const inside = this.#within.get(container);
        if (inside) inside.push(object);
        else this.#within.set(container, [object]);
      }
  }

  /** Several where they are equally near. */
  nearestTo(uri: string): readonly Resource[] {
    for (const container of containersOf(uri)) {
      const inside = this.#within.get(container);
      if (inside) return inside;
    }
    return [];
  }
}
