import type { Provider } from '../schemas/bundle.ts';

/** Lists of releases, newest first. Equal lists are one object, so that they can be compared by identity. */
export class ReleaseLists {
  readonly #byProvider = new Map<string, readonly string[]>();
  readonly #byContent = new Map<string, readonly string[]>();

  /** Returns all releases of a provider. */
  newestFirst(provider: Provider): readonly string[] {
    let releases = this.#byProvider.get(provider.name);
    if (!releases) {
      releases = this.intern(provider.releases.toReversed());
      this.#byProvider.set(provider.name, releases);
    }
    return releases;
  }

  /** Returns the list that is equal to the given one and was given first. */
  intern(releases: readonly string[]): readonly string[] {
    const key = releases.join(' ');
    const known = this.#byContent.get(key) ?? releases;
    this.#byContent.set(key, known);
    return known;
  }
}
