import { askedKeys, containersOf, type FileTies, hashOf, type IndexKey } from '../../core/index.ts';

/**
 * What ties a file to the other files of its scope, as plain data. Keys and containers are hashes of 32 bits. If two of
 * them are equal by chance, more is checked than necessary.
 */
export interface Ties {
  readonly uri: string;
  /** The index keys of its objects. */
  readonly keys: Int32Array;
  /** The URIs of the other files in which its objects have findings. */
  readonly placedIn: readonly string[];
  readonly reach: FileTies['reach'];
}

/** Also with what the findings of a file depend on, to find out later what a change affects. */
export interface RecordedTies extends Ties {
  /** In pairs of hashes: a key, and the file or folder that was searched (0: everywhere). */
  readonly asked: Int32Array;
}

const EVERYWHERE = 0;

export function pairsOf(recorded: Iterable<IndexKey>): Int32Array {
  const pairs: number[] = [];
  for (const each of recorded)
    for (const { key, container } of askedKeys(each))
      pairs.push(hashOf(key), container === '' ? EVERYWHERE : hashOf(container));
  return Int32Array.from(pairs);
}

/** The keys of objects that changed, by the files and folders around them. */
export class ChangedKeys {
  readonly #containers = new Map<number, Set<number>>();

  add({ uri, keys }: Pick<Ties, 'uri' | 'keys'>): void {
    for (const container of [EVERYWHERE, ...containersOf(uri).map(hashOf)])
      for (const key of keys) {
        const known = this.#containers.get(key);
        if (known) known.add(container);
        else this.#containers.set(key, new Set([container]));
      }
  }

  /** Returns true if the findings of a file depend on one of the objects. */
  affect({ asked }: Pick<RecordedTies, 'asked'>): boolean {
    for (let index = 0; index < asked.length; index += 2)
      if (this.#containers.get(asked[index] ?? 0)?.has(asked[index + 1] ?? 0)) return true;
    return false;
  }
}
