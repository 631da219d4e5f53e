/** A map from keys to sets of objects. Most keys have one value, which is stored without a set to save memory. */
export class Multimap<K, V extends object> {
  readonly #entries = new Map<K, V | ValueSet<V>>();

  insert(key: K, value: V): void {
    const known = this.#entries.get(key);
    if (known === undefined) this.#entries.set(key, value);
    else if (known instanceof ValueSet) known.add(value);
    else if (known !== value) this.#entries.set(key, new ValueSet<V>().add(known).add(value));
  }

  drop(key: K, value: V): void {
    const known = this.#entries.get(key);
    if (known === value) this.#entries.delete(key);
    else if (known instanceof ValueSet && known.delete(value) && known.size === 0) this.#entries.delete(key);
  }

  /** Returns the values in the order of insertion. */
  values(key: K): Iterable<V> {
    const known = this.#entries.get(key);
    if (known === undefined) return [];
    return known instanceof ValueSet ? known : [known];
  }

  /** Returns the values as an array, which is kept until they change. */
  list(key: K): readonly V[] {
    const known = this.#entries.get(key);
    if (known === undefined) return [];
    return known instanceof ValueSet ? known.list : [known];
  }

  /** Returns true if a key has more than `limit` values. */
  hasMore(key: K, limit: number): boolean {
    const known = this.#entries.get(key);
    return known instanceof ValueSet && known.size > limit;
  }

  has(key: K): boolean {
    return this.#entries.has(key);
  }

  deleteAll(key: K): void {
    this.#entries.delete(key);
  }
}

/** A class of its own, so that a value that is a `Set` is not mistaken for several values. */
class ValueSet<V> extends Set<V> {
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
