import type { Resource } from '../objects/resource.ts';

/** The objects to check, by file. */
export class PendingObjects {
  readonly #byFile = new Map<string, Set<Resource>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(resource: Resource): void {
    const known = this.#byFile.get(resource.uri);
    if (known?.has(resource)) return;
    if (known) known.add(resource);
    else this.#byFile.set(resource.uri, new Set([resource]));
    this.#size++;
  }

  delete(resource: Resource): void {
    const known = this.#byFile.get(resource.uri);
    if (!known?.delete(resource)) return;
    this.#size--;
    if (known.size === 0) this.#byFile.delete(resource.uri);
  }

  /** Returns the objects of a file. They can be deleted in the meantime. */
  in(uri: string): Iterable<Resource> {
    return this.#byFile.get(uri) ?? [];
  }

  /** Yields all objects, file by file. They can be deleted in the meantime. */
  *[Symbol.iterator](): Generator<Resource> {
    for (const resources of this.#byFile.values()) yield* resources;
  }
}
