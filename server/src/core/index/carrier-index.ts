import { carriedNamesOf } from '../objects/carried-names.ts';
import type { GroupKind } from '../objects/group-kind.ts';
import type { Referrer } from '../objects/resolution.ts';
import type { Resource } from '../objects/resource.ts';
import { Multimap } from './multimap.ts';

/**
 * The labels and selectors that hold names of objects, by the object that they mean. Nobody judges by them, so an object
 * is read only once somebody asks.
 */
export class CarrierIndex {
  readonly #unread = new Set<Resource>();
  readonly #carriers = new Multimap<string, Referrer>();
  readonly #ofResource = new Map<Resource, readonly Referrer[]>();

  add(resource: Resource): void {
    this.#unread.add(resource);
  }

  remove(resource: Resource): void {
    if (this.#unread.delete(resource)) return;
    for (const carrier of this.#ofResource.get(resource) ?? [])
      this.#carriers.drop(keyOf(carrier.reference.target, carrier.reference.target.name), carrier);
    this.#ofResource.delete(resource);
  }

  /** What carries the name of such an object, in whatever namespace. */
  carriers(kind: GroupKind, name: string): Iterable<Referrer> {
    this.#readAll();
    return this.#carriers.values(keyOf(kind, name));
  }

  #readAll(): void {
    for (const resource of this.#unread) {
      const carriers = carriedNamesOf(resource).map((reference) => ({ resource, reference }));
      if (carriers.length === 0) continue;
      this.#ofResource.set(resource, carriers);
      for (const carrier of carriers)
        this.#carriers.insert(keyOf(carrier.reference.target, carrier.reference.target.name), carrier);
    }
    this.#unread.clear();
  }
}

function keyOf({ group, kind }: GroupKind, name: string): string {
  return `${group}/${kind} ${name}`;
}
