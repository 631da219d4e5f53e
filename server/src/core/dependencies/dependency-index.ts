import type { IndexKey } from '../index/object-index.ts';
import type { Resource } from '../objects/resource.ts';
import { hashOf } from '../text/hash.ts';

/**
 * Maps index keys to the objects whose findings depend on them. Keys are stored as hashes of 32 bits, because their texts
 * would be the largest part of the memory of a large workspace. Two keys with the same hash cost a needless check, and
 * change no result. Most keys have one dependent, which is stored without a set.
 */
export class DependencyIndex {
  readonly #dependents = new Map<number, Resource | Set<Resource>>();

  dependentsOf(key: IndexKey): Iterable<Resource> {
    // Hot path: while the files are read, nothing depends on anything yet.
    const dependents = this.#dependents.size === 0 ? undefined : this.#dependents.get(hashOf(key));
    if (!dependents) return [];
    return dependents instanceof Set ? dependents : [dependents];
  }

  /** Records that an object depends on the keys. Pass the result to `remove`. */
  add(keys: ReadonlySet<IndexKey>, dependent: Resource): readonly number[] {
    return Array.from(keys, (key) => {
      const hash = hashOf(key);
      const known = this.#dependents.get(hash);
      if (known === undefined) this.#dependents.set(hash, dependent);
      else if (known instanceof Set) known.add(dependent);
      else if (known !== dependent) this.#dependents.set(hash, new Set([known, dependent]));
      return hash;
    });
  }

  remove(hashes: readonly number[], dependent: Resource): void {
    for (const hash of hashes) {
      const known = this.#dependents.get(hash);
      if (known === dependent) this.#dependents.delete(hash);
      else if (known instanceof Set && known.delete(dependent) && known.size === 0) this.#dependents.delete(hash);
    }
  }
}
