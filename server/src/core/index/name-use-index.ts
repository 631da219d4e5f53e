import type { GroupKind } from '../objects/group-kind.ts';
import { nameUsesOf } from '../objects/name-uses.ts';
import type { Referrer } from '../objects/resolution.ts';
import type { Resource } from '../objects/resource.ts';
import { Multimap } from './multimap.ts';

/**
 * The labels and selectors that contain names of objects, by the object. Rules do not use it, so objects are read on
 * first use.
 */
export class NameUseIndex {
  readonly #pending = new Set<Resource>();
  readonly #uses = new Multimap<string, Referrer>();
  readonly #ofResource = new Map<Resource, readonly Referrer[]>();

  add(resource: Resource): void {
    this.#pending.add(resource);
  }

  remove(resource: Resource): void {
    if (this.#pending.delete(resource)) return;
    for (const use of this.#ofResource.get(resource) ?? [])
      this.#uses.drop(nameKey(use.reference.target, use.reference.target.name), use);
    this.#ofResource.delete(resource);
  }

  /** Returns the labels and selectors that name an object, in any namespace. */
  usesOf(kind: GroupKind, name: string): Iterable<Referrer> {
    this.#readAll();
    return this.#uses.values(nameKey(kind, name));
  }

  #readAll(): void {
    for (const resource of this.#pending) {
      const uses = nameUsesOf(resource).map((reference) => ({ resource, reference }));
      if (uses.length === 0) continue;
      this.#ofResource.set(resource, uses);
      for (const use of uses) this.#uses.insert(nameKey(use.reference.target, use.reference.target.name), use);
    }
    this.#pending.clear();
  }
}

function nameKey({ group, kind }: GroupKind, name: string): string {
  return `${group}/${kind} ${name}`;
}
