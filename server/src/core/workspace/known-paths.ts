import { type IndexKey, indexKey } from '../index/object-index.ts';
import type { PathState } from '../query/path-state.ts';

/** The known states of paths, and the paths that rules need but the host has not reported. */
export class KnownPaths {
  readonly #states = new Map<string, PathState>();
  readonly #wanted = new Set<string>();

  /** Returns undefined if the host has not stated anything about a URI yet. Then `wanted` contains it. */
  stateOf(uri: string): PathState | undefined {
    const state = this.#states.get(uri);
    if (!state) this.#wanted.add(uri);
    return state;
  }

  /** The URIs that the host should state something about. */
  get wanted(): readonly string[] {
    return [...this.#wanted];
  }

  /** The URIs that the host has stated something about. */
  get known(): Iterable<string> {
    return this.#states.keys();
  }

  /** Records the states of some URIs. Calls `invalidate` with the keys of the changed states. */
  state(states: ReadonlyMap<string, PathState>, invalidate: (key: IndexKey) => void): void {
    for (const [uri, state] of states) {
      this.#wanted.delete(uri);
      if (isSame(this.#states.get(uri), state)) continue;
      this.#states.set(uri, state);
      invalidate(indexKey.path(uri));
    }
  }
}

function isSame(one: PathState | undefined, other: PathState): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
