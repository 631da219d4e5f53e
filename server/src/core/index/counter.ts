export class Counter<K> {
  readonly #counts = new Map<K, number>();

  add(key: K, change: number): void {
    const count = (this.#counts.get(key) ?? 0) + change;
    if (count === 0) this.#counts.delete(key);
    else this.#counts.set(key, count);
  }

  has(key: K): boolean {
    return this.#counts.has(key);
  }
}
