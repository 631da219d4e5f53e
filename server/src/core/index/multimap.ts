/** Up to this number of values, a key has an array, which takes a third of the memory of a set. */
const MAX_LISTED = 16;

/** A map from keys to sets of objects. Most keys have one value, which is stored without a set to save memory. */
export class Multimap<K, V extends object> {
  readonly #entries = new Map<K, V | ValueList<V> | ValueSet<V>>();

  get isEmpty(): boolean {
    return this.#entries.size === 0;
  }

  insert(key: K, value: V): void {
    const known = this.#entries.get(key);
    if (known === undefined) this.#entries.set(key, value);
    else if (known instanceof ValueSet) known.add(value);
    else if (known instanceof ValueList) {
      if (known.items.includes(value)) return;
      if (known.items.length < MAX_LISTED) known.items = known.items.concat([value]);
      else this.#entries.set(key, setOf([...known.items, value]));
    } else if (known !== value) this.#entries.set(key, new ValueList([known, value]));
  }

  drop(key: K, value: V): void {
    const known = this.#entries.get(key);
    if (known === value) this.#entries.delete(key);
    else if (known instanceof ValueSet) {
      if (known.delete(value) && known.size === 0) this.#entries.delete(key);
    } else if (known instanceof ValueList) {
      known.items = known.items.filter((each) => each !== value);
      if (known.items.length === 0) this.#entries.delete(key);
    }
  }

  /** Returns the values in the order of insertion. */
  values(key: K): Iterable<V> {
    const known = this.#entries.get(key);
    if (known === undefined) return [];
    if (known instanceof ValueSet) return known;
    return known instanceof ValueList ? known.items : [known];
  }

  /** Returns the values as an array, which is kept until they change. */
  list(key: K): readonly V[] {
    const known = this.#entries.get(key);
    if (known === undefined) return [];
    if (known instanceof ValueSet) return known.list;
    return known instanceof ValueList ? known.items : [known];
  }

  /** Returns the value of a key that was inserted first. */
  first(key: K): V | undefined {
    const known = this.#entries.get(key);
    if (known instanceof ValueList) return known.items[0];
    if (!(known instanceof ValueSet)) return known;
    for (const value of known) return value;
    return undefined;
  }

  /** Returns true if a key has more than `limit` values. */
  hasMore(key: K, limit: number): boolean {
    const known = this.#entries.get(key);
    if (known instanceof ValueSet) return known.size > limit;
    return (known instanceof ValueList ? known.items.length : known ? 1 : 0) > limit;
  }

  has(key: K): boolean {
    return this.#entries.has(key);
  }

  deleteAll(key: K): void {
    this.#entries.delete(key);
  }
}

/** The constructor of `Set` would call `add` before the object is complete. */
function setOf<V>(values: readonly V[]): ValueSet<V> {
  const set = new ValueSet<V>();
  for (const value of values) set.add(value);
  return set;
}

/** A class of its own, so that a value that is an array is not mistaken for several values. */
class ValueList<V> {
  /** Replaced when it changes, so callers can keep it. */
  items: readonly V[];

  constructor(items: readonly V[]) {
    this.items = items;
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
