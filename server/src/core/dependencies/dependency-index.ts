import { Multimap } from '../index/multimap.ts';
import type { IndexKey } from '../index/object-index.ts';
import { SEVERAL } from '../index/several.ts';
import type { Resource } from '../objects/resource.ts';
import { continuedHash, hashOf } from '../text/hash.ts';

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

  /**
   * Returns the objects that depend on objects of another file with these index keys, given as hashes: also on keys
   * within a file or folder (`keyWithin`, `indexKey.several`), which continue the text of a key.
   */
  dependentsOnFile(uri: string, keys: Iterable<number>): ReadonlySet<Resource> {
    const found = new Set<Resource>();
    const find = (hash: number) => {
      for (const dependent of this.#dependents.values(hash)) found.add(dependent);
    };
    for (const key of keys) {
      find(key);
      let within = continuedHash(key, ' ');
      find(continuedHash(within, SEVERAL_END));
      for (let index = 0; index < uri.length; index++) {
        const letter = uri[index] ?? '';
        within = continuedHash(within, letter);
        if (letter !== '/' && index < uri.length - 1) continue;
        find(within);
        find(continuedHash(within, SEVERAL_END));
      }
    }
    return found;
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

const SEVERAL_END = ` ${SEVERAL}`;
