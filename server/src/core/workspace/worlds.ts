import { Roots } from '../configuration/roots.ts';
import { CarrierIndex } from './carrier-index.ts';
import { ObjectIndex } from './object-index.ts';

/** Manifests among which references are looked up, and what answers there. */
export interface World {
  readonly index: ObjectIndex;
  readonly carriers: CarrierIndex;
}

/** A world for each root, and one for all that lies in none: nothing in one of them is seen from another. */
export class Worlds {
  readonly roots: Roots;
  readonly #worlds = new Map<string, World>();

  constructor(roots: Roots = new Roots()) {
    this.roots = roots;
  }

  /** That of a file, by its URI. */
  of(uri: string): World {
    const root = this.roots.of(uri);
    const known = this.#worlds.get(root);
    if (known) return known;
    const world = { index: new ObjectIndex(), carriers: new CarrierIndex() };
    this.#worlds.set(root, world);
    return world;
  }

  indexOf(uri: string): ObjectIndex {
    return this.of(uri).index;
  }

  get indexes(): readonly ObjectIndex[] {
    return Array.from(this.#worlds.values(), ({ index }) => index);
  }
}
