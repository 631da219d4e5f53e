import { HashCache } from '../text/hash.ts';

/**
 * A set of texts, of which only hashes of 32 bits are stored: a tenth of the memory of a `Set`. It can contain texts that
 * were not added, so use it only where these cause needless work and do not change any result. Texts cannot be removed.
 */
export class KeySet {
  readonly #cache: HashCache;
  /** The hashes, each at the first free position from its own on. The length is a power of two. */
  #hashes = new Int32Array(MIN_LENGTH);
  #size = 0;

  constructor(cache = new HashCache()) {
    this.#cache = cache;
  }

  add(key: string): void {
    const hash = this.#cache.hashOf(key) || 1;
    const at = this.#find(hash);
    if (this.#hashes[at] !== FREE) return;
    this.#hashes[at] = hash;
    this.#size++;
    if (this.#size * 4 > this.#hashes.length * 3) this.#grow();
  }

  has(key: string): boolean {
    return this.#size > 0 && this.#hashes[this.#find(this.#cache.hashOf(key) || 1)] !== FREE;
  }

  /** Returns the position of a hash, or the free position for it. */
  #find(hash: number): number {
    const hashes = this.#hashes;
    const mask = hashes.length - 1;
    // The upper bits of the hashes of similar texts differ more.
    let at = (hash ^ (hash >>> 15)) & mask;
    while (hashes[at] !== FREE && hashes[at] !== hash) at = (at + 1) & mask;
    return at;
  }

  #grow(): void {
    const before = this.#hashes;
    this.#hashes = new Int32Array(before.length * 2);
    for (const hash of before) if (hash !== FREE) this.#hashes[this.#find(hash)] = hash;
  }
}

const MIN_LENGTH = 64;
const FREE = 0;
