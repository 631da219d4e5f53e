import { askedKeys, containersOf, type FileTies, hashOf, type IndexKey } from '../../core/index.ts';

/**
 * What ties a file to the other files of its scope, as plain data. Keys and containers are hashes of 32 bits. If two of
 * them are equal by chance, more is checked than necessary.
 */
export interface Ties {
  readonly uri: string;
  /** The index keys of its objects. */
  readonly keys: Int32Array;
  /** What its findings depend on, in pairs of hashes: a key, and the file or folder that was searched (0: everywhere). */
  readonly asked: Int32Array;
  /** The URIs of the other files in which its objects have findings. */
  readonly placedIn: readonly string[];
  readonly reach: FileTies['reach'];
}

const EVERYWHERE = 0;

/** Returns the recorded keys as pairs. */
export function pairsOf(recorded: Iterable<IndexKey>): Int32Array {
  const pairs: number[] = [];
  for (const each of recorded)
    for (const { key, container } of askedKeys(each))
      pairs.push(hashOf(key), container === '' ? EVERYWHERE : hashOf(container));
  return Int32Array.from(pairs);
}

/** The files and folders around a file, as hashes. */
function containersAround(uri: string): readonly number[] {
  return [EVERYWHERE, ...containersOf(uri).map(hashOf)];
}

/** Pairs of a key and a file or folder. */
class Pairs {
  readonly #containers = new Map<number, Set<number>>();

  add(key: number, container: number): void {
    const known = this.#containers.get(key);
    if (known) known.add(container);
    else this.#containers.set(key, new Set([container]));
  }

  has(key: number, container: number): boolean {
    return this.#containers.get(key)?.has(container) ?? false;
  }

  containersOf(key: number): ReadonlySet<number> | undefined {
    return this.#containers.get(key);
  }
}

/** The keys of objects that changed. */
export class ChangedKeys {
  readonly #pairs = new Pairs();

  add({ uri, keys }: Pick<Ties, 'uri' | 'keys'>): void {
    for (const container of containersAround(uri)) for (const key of keys) this.#pairs.add(key, container);
  }

  /** Returns true if the findings of a file depend on one of the objects. */
  affect({ asked }: Pick<Ties, 'asked'>): boolean {
    for (let index = 0; index < asked.length; index += 2)
      if (this.#pairs.has(asked[index] ?? 0, asked[index + 1] ?? 0)) return true;
    return false;
  }
}

/** What some findings depend on. */
export class AskedKeys {
  readonly #pairs = new Pairs();

  add(asked: Int32Array): void {
    for (let index = 0; index < asked.length; index += 2) this.#pairs.add(asked[index] ?? 0, asked[index + 1] ?? 0);
  }

  /** Returns true if the findings depend on an object of a file. */
  needs({ uri, keys }: Pick<Ties, 'uri' | 'keys'>): boolean {
    const around = containersAround(uri);
    return keys.some((key) => {
      const containers = this.#pairs.containersOf(key);
      return containers !== undefined && around.some((each) => containers.has(each));
    });
  }
}
