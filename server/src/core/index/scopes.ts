import { Roots } from '../configuration/roots.ts';
import { NameUseIndex } from './name-use-index.ts';
import { ObjectIndex } from './object-index.ts';

/** The manifests among which references are resolved. */
export interface Scope {
  readonly index: ObjectIndex;
  readonly nameUses: NameUseIndex;
}

/**
 * One scope for each root, and one for all files outside of roots. Objects in different scopes do not affect each
 * other.
 */
export class Scopes {
  readonly roots: Roots;
  readonly #scopes = new Map<string, Scope>();

  constructor(roots: Roots = new Roots()) {
    this.roots = roots;
  }

  /** Returns the scope of a file by its URI. */
  of(uri: string): Scope {
    const root = this.roots.of(uri);
    const known = this.#scopes.get(root);
    if (known) return known;
    const scope = { index: new ObjectIndex(), nameUses: new NameUseIndex() };
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
