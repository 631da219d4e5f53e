import type { IndexKey } from '../index/object-index.ts';
import { SEVERAL } from '../index/several.ts';
import type { Resource } from '../objects/resource.ts';
import { continuedHash, hashOf } from '../text/hash.ts';

/** The dependencies of one object in a `DependencyIndex`. */
export type DependentId = number;

/**
 * Maps index keys to the objects whose findings depend on them. Keys are stored as hashes of 32 bits: two keys with the
 * same hash cost a needless check, and do not change any result. All entries are in one array of numbers, which takes a quarter of
 * the memory of maps and arrays, and which the garbage collector does not visit.
 */
export class DependencyIndex {
  /** Each entry is in two lists: that of its bucket, linked in both directions, and that of its dependent. */
  #entries = new Int32Array(MIN_ENTRIES * SIZE);
  #entryCount = 0;
  /** The first of the removed entries, which are linked like those of a dependent. */
  #freeEntry = NONE;
  #usedEntries = 0;
  /** Undefined until `dependentsOnFile` needs it, and after an entry was added. */
  #filter: HashFilter | undefined;
  /** The first entry of each bucket. The length is a power of two. */
  #buckets = new Int32Array(MIN_ENTRIES).fill(NONE);
  readonly #dependents: (Resource | undefined)[] = [];
  /** The first entry of each dependent. */
  readonly #firsts: number[] = [];
  readonly #freeIds: DependentId[] = [];

  dependentsOf(key: IndexKey): readonly Resource[] {
    // Hot path: while the files are read, nothing depends on anything yet.
    if (this.#usedEntries === 0) return [];
    return this.#withHash(hashOf(key));
  }

  #withHash(hash: number): readonly Resource[] {
    const found: Resource[] = [];
    const entries = this.#entries;
    for (let at = this.#buckets[this.#bucketOf(hash)] ?? NONE; at !== NONE; at = entries[at + NEXT] ?? NONE) {
      const dependent = entries[at + HASH] === hash ? this.#dependents[entries[at + DEPENDENT] ?? NONE] : undefined;
      if (dependent) found.push(dependent);
    }
    return found;
  }

  /**
   * Returns the objects that depend on objects of another file with these index keys, given as hashes: also on keys
   * within a file or folder (`keyWithin`, `indexKey.several`), which continue the text of a key.
   */
  dependentsOnFile(uri: string, keys: Iterable<number>): ReadonlySet<Resource> {
    const found = new Set<Resource>();
    this.#filter ??= new HashFilter(this.#entries, this.#entryCount);
    const filter = this.#filter;
    // The folders around the file, and its name: each container is a beginning of its URI.
    const parts = uri.split(/(?<=\/)/);
    const find = (hash: number) => {
      if (filter.mayHave(hash)) for (const dependent of this.#withHash(hash)) found.add(dependent);
    };
    for (const key of keys) {
      find(key);
      let within = continuedHash(key, ' ');
      find(continuedHash(within, SEVERAL_END));
      for (const part of parts) {
        within = continuedHash(within, part);
        find(within);
        find(continuedHash(within, SEVERAL_END));
      }
    }
    return found;
  }

  /** Records that an object depends on the keys. Pass the result to `remove`. */
  add(keys: ReadonlySet<IndexKey>, dependent: Resource): DependentId {
    const id = this.#freeIds.pop() ?? this.#dependents.length;
    this.#dependents[id] = dependent;
    this.#firsts[id] = NONE;
    for (const key of keys) this.#insert(hashOf(key), id);
    return id;
  }

  remove(id: DependentId): void {
    const entries = this.#entries;
    for (let at = this.#firsts[id] ?? NONE; at !== NONE; ) {
      this.#unlink(at);
      const next = entries[at + NEXT_OF_DEPENDENT] ?? NONE;
      entries[at + NEXT_OF_DEPENDENT] = this.#freeEntry;
      this.#freeEntry = at;
      this.#usedEntries--;
      at = next;
    }
    this.#dependents[id] = undefined;
    this.#firsts[id] = NONE;
    this.#freeIds.push(id);
  }

  #insert(hash: number, id: DependentId): void {
    const at = this.#newEntry();
    const entries = this.#entries;
    entries[at + HASH] = hash;
    entries[at + DEPENDENT] = id;
    entries[at + NEXT_OF_DEPENDENT] = this.#firsts[id] ?? NONE;
    this.#firsts[id] = at;
    this.#link(at);
  }

  /** Returns the position of an unused entry. */
  #newEntry(): number {
    this.#usedEntries++;
    this.#filter = undefined;
    const free = this.#freeEntry;
    if (free !== NONE) {
      this.#freeEntry = this.#entries[free + NEXT_OF_DEPENDENT] ?? NONE;
      return free;
    }
    const at = this.#entryCount++ * SIZE;
    if (at === this.#entries.length) this.#grow();
    return at;
  }

  #grow(): void {
    const count = this.#entries.length / SIZE;
    const entries = new Int32Array((count + (count >> 1)) * SIZE);
    entries.set(this.#entries);
    this.#entries = entries;
    if (count <= this.#buckets.length) return;
    this.#buckets = new Int32Array(this.#buckets.length * 2).fill(NONE);
    // Removed entries are in no bucket.
    for (const first of this.#firsts)
      for (let at = first; at !== NONE; at = entries[at + NEXT_OF_DEPENDENT] ?? NONE) this.#link(at);
  }

  #link(at: number): void {
    const entries = this.#entries;
    const bucket = this.#bucketOf(entries[at + HASH] ?? 0);
    const next = this.#buckets[bucket] ?? NONE;
    entries[at + PREVIOUS] = NONE;
    entries[at + NEXT] = next;
    if (next !== NONE) entries[next + PREVIOUS] = at;
    this.#buckets[bucket] = at;
  }

  #unlink(at: number): void {
    const entries = this.#entries;
    const previous = entries[at + PREVIOUS] ?? NONE;
    const next = entries[at + NEXT] ?? NONE;
    if (previous === NONE) this.#buckets[this.#bucketOf(entries[at + HASH] ?? 0)] = next;
    else entries[previous + NEXT] = next;
    if (next !== NONE) entries[next + PREVIOUS] = previous;
  }

  /** The upper bits are added, because those of similar texts differ more. */
  #bucketOf(hash: number): number {
    return (hash ^ (hash >>> 15)) & (this.#buckets.length - 1);
  }
}

/**
 * Excludes most hashes that no entry has. It is small enough for the cache of the processor, and the lists of entries are
 * not: `dependentsOnFile` looks up a million hashes in a large workspace, and finds few of them.
 */
class HashFilter {
  readonly #bits: Int32Array;

  constructor(entries: Int32Array, count: number) {
    let words = 1;
    while (words * 2 < count) words *= 2;
    this.#bits = new Int32Array(words);
    for (let at = 0; at < count * SIZE; at += SIZE) {
      const hash = entries[at + HASH] ?? 0;
      const word = this.#wordOf(hash);
      this.#bits[word] = (this.#bits[word] ?? 0) | (1 << hash);
    }
  }

  mayHave(hash: number): boolean {
    return ((this.#bits[this.#wordOf(hash)] ?? 0) & (1 << hash)) !== 0;
  }

  #wordOf(hash: number): number {
    return (hash >>> 5) & (this.#bits.length - 1);
  }
}

const SEVERAL_END = ` ${SEVERAL}`;
const MIN_ENTRIES = 64;
const NONE = -1;

/** The numbers of an entry. */
const HASH = 0;
const DEPENDENT = 1;
const PREVIOUS = 2;
const NEXT = 3;
const NEXT_OF_DEPENDENT = 4;
const SIZE = 5;
