import { Multimap } from '../index/multimap.ts';
import type { IndexKey } from '../index/object-index.ts';
import type { Resource } from '../objects/resource.ts';
import { hashOf } from '../text/hash.ts';

/**
 * Maps index keys to the objects whose findings depend on them. Keys are stored as hashes of 32 bits, because their texts
 * would be the largest part of the memory of a large workspace. Two keys with the same hash cost a needless check, and
 * change no result.
 */
export class DependencyIndex {
  readonly #dependents = new Multimap<number, Resource>();

  dependentsOf(key: IndexKey): Iterable<Resource> {
    // Hot path: while the files are read, nothing depends on anything yet.
    return this.#dependents.isEmpty ? [] : this.#dependents.values(hashOf(key));
  }

  /** Records that an object depends on the keys. Pass the result to `remove`. */
  add(keys: ReadonlySet<IndexKey>, dependent: Resource): readonly number[] {
    // Unlike `Array.from`, this allocates no spare memory.
    const hashes = [...keys].map(hashOf);
    for (const hash of hashes) this.#dependents.insert(hash, dependent);
    return hashes;
  }

  remove(hashes: readonly number[], dependent: Resource): void {
    for (const hash of hashes) this.#dependents.drop(hash, dependent);
  }
}
