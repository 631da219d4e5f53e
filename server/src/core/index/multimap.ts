/**
 * A map from keys to sets of objects. Nearly every key has one, which is kept without a set around it: an index of a
 * large workspace is mostly such keys.
 */
export class Multimap<K, V extends object> {
  readonly #entries = new Map<K, V | Several<V>>();

  insert(key: K, value: V): void {
    const known = this.#entries.get(key);
    if (known === undefined) this.#entries.set(key, value);
    else if (known instanceof Several) known.add(value);
    else if (known !== value) this.#entries.set(key, new Several<V>().add(known).add(value));
  }

  drop(key: K, value: V): void {
    const known = this.#entries.get(key);
    if (known === value) this.#entries.delete(key);
    else if (known instanceof Several && known.delete(value) && known.size === 0) this.#entries.delete(key);
  }

  /** In the order in which they came. */
  values(key: K): Iterable<V> {
    const known = this.#entries.get(key);
    if (known === undefined) return [];
    return known instanceof Several ? known : [known];
  }

  /** Returns the values as an array, which is kept until they change. */
  list(key: K): readonly V[] {
    const known = this.#entries.get(key);
    if (known === undefined) return [];
    return known instanceof Several ? known.list : [known];
  }

  /** Whether a key has more values than so many. */
  hasMore(key: K, few: number): boolean {
    const known = this.#entries.get(key);
    return known instanceof Several && known.size > few;
  }

  has(key: K): boolean {
    return this.#entries.has(key);
  }

  deleteAll(key: K): void {
    this.#entries.delete(key);
  }
}

/** A set that no value of a map can be taken for. */
class Several<V> extends Set<V> {
  #list: readonly V[] | undefined;

  get list(): readonly V[] {
    this.#list ??= [...this];
    return this.#list;
  }

  override add(value: V): this {
    this.#list = undefined;
    return super.add(value);
  }

  override delete(value: V): boolean {
    this.#list = undefined;
    return super.delete(value);
  }
}
