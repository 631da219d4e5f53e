import { containersOf, isWithin } from '../text/containers.ts';
import { Multimap } from './multimap.ts';

/** Up to this number of values, a scan is fast enough. For more, a map by location is built on first use. */
const MAX_SCANNED = 8;

/** A multimap whose values belong to files. Finds the values of a key in a file or folder. */
export class LocatedMultimap<K, V extends object> extends Multimap<K, V> {
  readonly #uriOf: (value: V) => string;
  /** For keys with many values: the values by file and by each folder around it. */
  readonly #located = new Map<K, Multimap<string, V>>();

  constructor(uriOf: (value: V) => string) {
    super();
    this.#uriOf = uriOf;
  }

  override insert(key: K, value: V): void {
    super.insert(key, value);
    const located = this.#located.get(key);
    if (located) for (const container of containersOf(this.#uriOf(value))) located.insert(container, value);
  }

  override drop(key: K, value: V): void {
    super.drop(key, value);
    const located = this.#located.get(key);
    if (!located) return;
    for (const container of containersOf(this.#uriOf(value))) located.drop(container, value);
    if (!this.has(key)) this.#located.delete(key);
  }

  /** Returns the values of a key in a file or folder, or all if the container is ''. */
  within(key: K, container: string): readonly V[] {
    if (container === '') return this.list(key);
    if (!this.hasMore(key, MAX_SCANNED))
      return this.list(key).filter((value) => isWithin(this.#uriOf(value), container));
    let located = this.#located.get(key);
    if (!located) {
      located = new Multimap();
      for (const value of this.values(key))
        for (const each of containersOf(this.#uriOf(value))) located.insert(each, value);
      this.#located.set(key, located);
    }
    return located.list(container);
  }
}
