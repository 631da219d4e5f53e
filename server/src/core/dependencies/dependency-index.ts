import type { IndexKey } from '../index/object-index.ts';
import type { Resource } from '../objects/resource.ts';

/** An index key and its dependents. Most keys have one dependent, which is stored without a set. */
export interface Dependency {
  readonly key: IndexKey;
  dependents: Resource | Set<Resource>;
}

/**
 * Maps index keys to the objects whose findings depend on them. Each key is stored once, to limit the memory of large
 * workspaces.
 */
export class DependencyIndex {
  readonly #dependencies = new Map<IndexKey, Dependency>();

  dependentsOf(key: IndexKey): Iterable<Resource> {
    const dependents = this.#dependencies.get(key)?.dependents;
    if (!dependents) return [];
    return dependents instanceof Set ? dependents : [dependents];
  }

  /** Records that an object depends on the keys. Pass the result to `remove`. */
  add(keys: ReadonlySet<IndexKey>, dependent: Resource): readonly Dependency[] {
    return Array.from(keys, (key) => {
      const dependency = this.#dependencies.get(key);
      if (dependency) {
        if (dependency.dependents instanceof Set) dependency.dependents.add(dependent);
        else dependency.dependents = new Set([dependency.dependents, dependent]);
        return dependency;
      }
      const first = { key, dependents: dependent };
      this.#dependencies.set(key, first);
      return first;
    });
  }

  remove(dependencies: readonly Dependency[], dependent: Resource): void {
    for (const { key, dependents } of dependencies) {
      if (dependents instanceof Set && dependents.size > 1) dependents.delete(dependent);
      else this.#dependencies.delete(key);
    }
  }
}
