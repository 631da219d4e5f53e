import { type GroupKind, keyOf } from '../objects/group-kind.ts';
import { nameUsesOf } from '../objects/name-uses.ts';
import type { Referrer } from '../objects/resolution.ts';
import type { Resource } from '../objects/resource.ts';
import { Multimap } from './multimap.ts';

/**
 * The labels and selectors that contain names of objects, by the object. Rules do not use it, so objects are read on
 * first use, and only those whose text may contain the name, because their trees are built again for that.
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
    for (const resource of this.#pending) if (mayContain(resource.document.text, name)) this.#read(resource);
    return this.#uses.values(nameKey(kind, name));
  }

  #read(resource: Resource): void {
    this.#pending.delete(resource);
    const uses = nameUsesOf(resource).map((reference) => ({ resource, reference }));
    if (uses.length === 0) return;
    this.#ofResource.set(resource, uses);
    for (const use of uses) this.#uses.insert(nameKey(use.reference.target, use.reference.target.name), use);
  }
}

/** A scalar contains its value verbatim, unless the value has characters that need quotes or the text has escapes. */
function mayContain(text: string, name: string): boolean {
  return text.includes(name) || text.includes('\\') || !/^[\w.-]+$/.test(name);
}

function nameKey({ group, kind }: GroupKind, name: string): string {
  return `${keyOf({ group, kind })} ${name}`;
}
