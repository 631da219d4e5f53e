import { keyOf } from '../objects/group-kind.ts';
import { groupBy } from '../text/group-by.ts';
import type { BundleIndex, KindEntry, KindHistory, Provider } from './bundle.ts';
import { includesRelease } from './history.ts';
import { type KindNames, type KindVersion, KindVersions, type NewestVersion } from './kind-versions.ts';
import { providerTitle } from './releases.ts';
import { compareVersions } from './versions.ts';

export type { KindVersion, NewestVersion } from './kind-versions.ts';

export interface SchemaStoreOptions {
  readonly index: BundleIndex;
  /** Returns the text of a kind's file in the bundle, synchronously, or undefined if there is none. */
  readonly load: (group: string, kind: string) => string | undefined;
  /** Returns the text of a file with a `NewestVersion`. If there is none, the kind's file is used. */
  readonly loadNewest?: (group: string, kind: string, version: string) => string | undefined;
  /** Provides the kinds that this store does not have. */
  readonly base?: SchemaStore;
}

/**
 * The schemas of all releases. The index lists which release serves which version. A kind's file is read when a schema
 * other than the newest is first requested. An unreadable file is treated as missing.
 */
export class SchemaStore {
  readonly #options: SchemaStoreOptions;
  readonly #entries: ReadonlyMap<string, KindEntry>;
  readonly #providers: ReadonlyMap<string, Provider>;
  readonly #kinds = new Map<string, KindVersions | undefined>();
  #kindsByName: ReadonlyMap<string, readonly KindEntry[]> | undefined;
  readonly #newest = new Map<string, NewestVersion | undefined>();
  readonly providers: readonly Provider[];
  /** The kinds of all releases. The kinds of `base` come last; each part is sorted by group and kind. */
  readonly kinds: readonly KindEntry[];

  constructor(options: SchemaStoreOptions) {
    const { index, base } = options;
    this.#options = options;
    this.providers = [...index.providers, ...(base?.providers ?? [])];
    this.kinds = [...index.kinds, ...(base?.kinds ?? [])];
    this.#entries = new Map(this.kinds.map((entry) => [keyOf(entry), entry]));
    this.#providers = new Map(this.providers.map((provider) => [provider.name, provider]));
  }

  /** Returns the name of a provider in messages. */
  titleOf(provider: string): string {
    const known = this.#providers.get(provider);
    return known ? providerTitle(known) : provider;
  }

  kindsOfGroup(group: string): readonly KindEntry[] {
    return this.kinds.filter((entry) => entry.group === group);
  }

  /** Returns the kinds with a name, in all groups. */
  kindsNamed(kind: string): readonly KindEntry[] {
    this.#kindsByName ??= groupBy(this.kinds, (entry) => entry.kind);
    return this.#kindsByName.get(kind) ?? [];
  }

  /** Returns the provider that defines a kind; undefined for an unknown kind. */
  providerOf(group: string, kind: string): Provider | undefined {
    const entry = this.#entries.get(keyOf({ group, kind }));
    return entry && this.#providers.get(entry.provider);
  }

  /**
   * Returns a version of a kind, with its schema, in a release. Returns undefined if the release does not have the kind
   * or the version. The version may be present, but not served.
   */
  version(group: string, kind: string, version: string, release: string): KindVersion | undefined {
    const { base } = this.#options;
    if (base?.providerOf(group, kind)) return base.version(group, kind, version, release);
    const newest = this.#loadedNewest(group, kind, version);
    const order = this.providerOf(group, kind)?.releases ?? [];
    const at = order.indexOf(release);
    if (newest && order.indexOf(newest.from) <= at && at <= order.indexOf(newest.until)) return newest.is;
    return this.#kind(group, kind)?.version(version, release);
  }

  /** Returns a version of a kind in the newest releases that have it. */
  newest(group: string, kind: string, version: string): NewestVersion | undefined {
    return this.#loadedNewest(group, kind, version) ?? this.#kind(group, kind)?.newest(version);
  }

  /** Returns the names of a kind in a release; undefined if the release does not have the kind. */
  names(group: string, kind: string, release: string): KindNames | undefined {
    return this.#kind(group, kind)?.names(release);
  }

  /** Returns the versions of a kind that a release serves, in the order of preference of Kubernetes. */
  versionsServed(group: string, kind: string, release: string): readonly string[] {
    const served = this.#entries.get(keyOf({ group, kind }))?.served ?? {};
    return Object.keys(served)
      .filter((version) => this.isServed(group, kind, version, release))
      .sort(compareVersions);
  }

  isServed(group: string, kind: string, version: string, release: string): boolean {
    const order = this.providerOf(group, kind)?.releases ?? [];
    const served = this.#entries.get(keyOf({ group, kind }))?.served;
    const ranges = served && Object.hasOwn(served, version) ? (served[version] ?? []) : [];
    return order.includes(release) && ranges.some((range) => includesRelease(range, release, order));
  }

  /** Returns true if a release has the kind in any version. */
  knowsKind(group: string, kind: string, release: string): boolean {
    return this.names(group, kind, release) !== undefined;
  }

  /** Returns the releases that serve a version of a kind, oldest first. */
  releasesServing(group: string, kind: string, version: string): readonly string[] {
    const releases = this.providerOf(group, kind)?.releases ?? [];
    return releases.filter((release) => this.isServed(group, kind, version, release));
  }

  #loadedNewest(group: string, kind: string, version: string): NewestVersion | undefined {
    const { loadNewest } = this.#options;
    if (!loadNewest || !this.providerOf(group, kind)) return undefined;
    const key = `${keyOf({ group, kind })}/${version}`;
    if (!this.#newest.has(key)) this.#newest.set(key, readJson<NewestVersion>(loadNewest(group, kind, version)));
    return this.#newest.get(key);
  }

  #kind(group: string, kind: string): KindVersions | undefined {
    const { base } = this.#options;
    if (base?.providerOf(group, kind)) return base.#kind(group, kind);
    const key = keyOf({ group, kind });
    if (!this.#kinds.has(key)) {
      const provider = this.providerOf(group, kind);
      const history = provider && readJson<KindHistory>(this.#options.load(group, kind));
      this.#kinds.set(key, provider && history && new KindVersions(history, provider));
    }
    return this.#kinds.get(key);
  }
}

function readJson<T>(text: string | undefined): T | undefined {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as T);
  } catch {
    // SyntaxError: a damaged file of the bundle. The kind then has no schema.
    return undefined;
  }
}
