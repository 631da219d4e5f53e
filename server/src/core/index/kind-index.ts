import { type GroupKind, keyOf } from '../objects/group-kind.ts';
import type { Resource } from '../objects/resource.ts';

/** The objects of each kind. */
export class KindIndex {
  readonly #ofKind = new Map<string, Set<Resource>>();

  add(resource: Resource): void {
    const key = keyOf(resource);
    const ofKind = this.#ofKind.get(key);
    if (ofKind) ofKind.add(resource);
    else this.#ofKind.set(key, new Set([resource]));
  }

  delete(resource: Resource): void {
    const key = keyOf(resource);
    const ofKind = this.#ofKind.get(key);
    ofKind?.delete(resource);
    if (ofKind?.size === 0) this.#ofKind.delete(key);
  }

  of(kind: GroupKind): ReadonlySet<Resource> {
    return this.#ofKind.get(keyOf(kind)) ?? new Set();
  }

  /** Returns the kinds that have objects. */
  kinds(): readonly GroupKind[] {
    return [...this.#ofKind.values()].flatMap((resources) => [...resources].slice(0, 1));
  }
}
