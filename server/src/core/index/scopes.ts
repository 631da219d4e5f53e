import { Roots } from '../configuration/roots.ts';
import { CarrierIndex } from './carrier-index.ts';
import { ObjectIndex } from './object-index.ts';

/** Manifests among which references are looked up, and what answers there. */
export interface Scope {
  readonly index: ObjectIndex;
  readonly carriers: CarrierIndex;
}

/** A scope for each root, and one for all that lies in none: nothing in one of them is seen from another. */
export class Scopes {
  readonly roots: Roots;
  readonly #scopes = new Map<string, Scope>();

  constructor(roots: Roots = new Roots()) {
    this.roots = roots;
  }

  /** That of a file, by its URI. */
  of(uri: string): Scope {
    const root = this.roots.of(uri);
    const known = this.#scopes.get(root);
    if (known) return known;
    const scope = { index: new ObjectIndex(), carriers: new CarrierIndex() };
    this.#scopes.set(root, scope);
    return scope;
  }

  indexOf(uri: string): ObjectIndex {
    return this.of(uri).index;
  }

  get indexes(): readonly ObjectIndex[] {
    return Array.from(this.#scopes.values(), ({ index }) => index);
  }
}
