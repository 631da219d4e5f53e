import { containersOf, isWithin } from '../text/containers.ts';
import { HashCache } from '../text/hash.ts';
import { Multimap } from './multimap.ts';

/** Up to this number of values, a scan is fast enough. For more, a map by location is built on first use. */
const MAX_SCANNED = 8;

/** The functions that a `LocatedMultimap` needs to know of its values. */
export interface LocatedValues<V> {
  readonly uriOf: (value: V) => string;
  /** Returns true if the value was inserted with the key. */
  readonly hasKey: (value: V, key: string) => boolean;
}

/**
 * A multimap whose values belong to files. Finds the values of a key in a file or folder. Of keys, only hashes of 32 bits
 * are stored, because their texts would take more memory than everything else that is known of an object.
 */
export class LocatedMultimap<V extends object> {
  readonly #options: LocatedValues<V>;
  readonly #hashes: HashCache;
  readonly #byHash = new Multimap<number, V>();
  /** The hashes of several keys. */
  readonly #shared = new Set<number>();
  /** For keys with many values: the values by file and by each folder around it. */
  readonly #located = new Map<string, Multimap<string, V>>();

  constructor(options: LocatedValues<V>, hashes = new HashCache()) {
    this.#options = options;
    this.#hashes = hashes;
  }

  insert(key: string, value: V): void {
    const hash = this.#hashes.hashOf(key);
    const first = this.#byHash.first(hash);
    if (first && !this.#options.hasKey(first, key)) this.#shared.add(hash);
    this.#byHash.insert(hash, value);
    const located = this.#located.get(key);
    if (located) for (const container of containersOf(this.#options.uriOf(value))) located.insert(container, value);
  }

  drop(key: string, value: V): void {
    const hash = this.#hashes.hashOf(key);
    this.#byHash.drop(hash, value);
    if (this.#shared.size > 0 && !this.#byHash.has(hash)) this.#shared.delete(hash);
    const located = this.#located.get(key);
    if (!located) return;
    for (const container of containersOf(this.#options.uriOf(value))) located.drop(container, value);
    if (!this.has(key)) this.#located.delete(key);
  }

  /** Returns the values in the order of insertion: usually the same array until they change. */
  list(key: string): readonly V[] {
    const hash = this.#hashes.hashOf(key);
    const values = this.#byHash.list(hash);
    const [first] = values;
    if (!first) return NONE;
    const { hasKey } = this.#options;
    if (this.#shared.has(hash)) return values.filter((value) => hasKey(value, key));
    // All of them have the same key.
    return hasKey(first, key) ? values : NONE;
  }

  has(key: string): boolean {
    const first = this.#byHash.first(this.#hashes.hashOf(key));
    return first !== undefined && (this.#options.hasKey(first, key) || this.list(key).length > 0);
  }

  /** Returns the values of a key in a file or folder, or all if the container is ''. */
  within(key: string, container: string): readonly V[] {
    const values = this.list(key);
    if (container === '') return values;
    const { uriOf } = this.#options;
    if (values.length <= MAX_SCANNED) return values.filter((value) => isWithin(uriOf(value), container));
    let located = this.#located.get(key);
    if (!located) {
      located = new Multimap();
      for (const value of values) for (const each of containersOf(uriOf(value))) located.insert(each, value);
      this.#located.set(key, located);
    }
    return located.list(container);
  }
}

const NONE: readonly never[] = [];
