import type { BundleIndex, KindEntry, KindHistory, Provider } from './bundle.ts';
import { includesRelease } from './history.ts';
import { type KindNames, type KindVersion, KindVersions, type NewestVersion } from './kind-versions.ts';
import { providerTitle } from './releases.ts';
import { compareVersions } from './versions.ts';

export type { KindVersion, NewestVersion } from './kind-versions.ts';

export interface SchemaStoreOptions {
  readonly index: BundleIndex;
  /** The text of a kind's file in the bundle, at once; undefined where there is none. */
  readonly load: (group: string, kind: string) => string | undefined;
  /** The text of a version's newest, a `NewestVersion`; undefined where there is none, and the kind's file answers. */
  readonly loadNewest?: (group: string, kind: string, version: string) => string | undefined;
  /** Where the kinds are that this store does not know. */
  readonly base?: SchemaStore;
}

/**
 * The schemas of every release. What is served where stands in the index; a kind's file is read when a schema of it is
 * first asked for that is not its newest. A file that cannot be read is as one that is not there.
 */
export class SchemaStore {
  readonly #options: SchemaStoreOptions;
  readonly #entries: ReadonlyMap<string, KindEntry>;
  readonly #providers: ReadonlyMap<string, Provider>;
  readonly #kinds = new Map<string, KindVersions | undefined>();
  #kindsByName: ReadonlyMap<string, readonly KindEntry[]> | undefined;
  readonly #newest = new Map<string, NewestVersion | undefined>();
  readonly providers: readonly Provider[];
  /** Every kind, of whatever release; those of the base last, each part sorted by group and kind. */
  readonly kinds: readonly KindEntry[];

  constructor(options: SchemaStoreOptions) {
    const { index, base } = options;
    this.#options = options;
    this.providers = [...index.providers, ...(base?.providers ?? [])];
    this.kinds = [...index.kinds, ...(base?.kinds ?? [])];
    this.#entries = new Map(this.kinds.map((entry) => [keyOf(entry.group, entry.kind), entry]));
    this.#providers = new Map(this.providers.map((provider) => [provider.name, provider]));
  }

  /** Returns the name of a provider as messages write it. */
  titleOf(provider: string): string {
    const known = this.#providers.get(provider);
    return known ? providerTitle(known) : provider;
  }

  kindsOfGroup(group: string): readonly KindEntry[] {
    return this.kinds.filter((entry) => entry.group === group);
  }

  /** Returns the kinds of a name, in all groups. */
  kindsNamed(kind: string): readonly KindEntry[] {
    this.#kindsByName ??= entriesByName(this.kinds);
    return this.#kindsByName.get(kind) ?? [];
  }

  /** Returns the provider that defines a kind; undefined for an unknown kind. */
  providerOf(group: string, kind: string): Provider | undefined {
    const entry = this.#entries.get(keyOf(group, kind));
    return entry && this.#providers.get(entry.provider);
  }

  /**
   * A version of a kind as one release has it, with its schema. Undefined where that release does not know the kind or
   * the version; it may know one and not serve it.
   */
  version(group: string, kind: string, version: string, release: string): KindVersion | undefined {
    const { base } = this.#options;
    if (base?.providerOf(group, kind)) return base.version(group, kind, version, release);
    const newest = this.#newestAtHand(group, kind, version);
    const order = this.providerOf(group, kind)?.releases ?? [];
    const at = order.indexOf(release);
    if (newest && order.indexOf(newest.from) <= at && at <= order.indexOf(newest.until)) return newest.is;
    return this.#kind(group, kind)?.version(version, release);
  }

  /** A version of a kind as the newest releases that know it have it. */
  newest(group: string, kind: string, version: string): NewestVersion | undefined {
    return this.#newestAtHand(group, kind, version) ?? this.#kind(group, kind)?.newest(version);
  }

  /** What a kind is called in a release. Undefined where that release does not know the kind. */
  names(group: string, kind: string, release: string): KindNames | undefined {
    return this.#kind(group, kind)?.names(release);
  }

  /** The versions of a kind that a release serves, the one that Kubernetes prefers first. */
  versionsServed(group: string, kind: string, release: string): readonly string[] {
    const served = this.#entries.get(keyOf(group, kind))?.served ?? {};
    return Object.keys(served)
      .filter((version) => this.isServed(group, kind, version, release))
      .sort(compareVersions);
  }

  isServed(group: string, kind: string, version: string, release: string): boolean {
    const order = this.providerOf(group, kind)?.releases ?? [];
    const served = this.#entries.get(keyOf(group, kind))?.served;
    const ranges = served && Object.hasOwn(served, version) ? (served[version] ?? []) : [];
    return order.includes(release) && ranges.some((range) => includesRelease(range, release, order));
  }

  /** Whether a release has the kind, in whatever version. */
  knowsKind(group: string, kind: string, release: string): boolean {
    return this.names(group, kind, release) !== undefined;
  }

  /** The releases that serve a version of a kind, oldest first. */
  releasesServing(group: string, kind: string, version: string): readonly string[] {
    const releases = this.providerOf(group, kind)?.releases ?? [];
    return releases.filter((release) => this.isServed(group, kind, version, release));
  }

  #newestAtHand(group: string, kind: string, version: string): NewestVersion | undefined {
    const { loadNewest } = this.#options;
    if (!loadNewest || !this.providerOf(group, kind)) return undefined;
    const key = `${keyOf(group, kind)}/${version}`;
    if (!this.#newest.has(key)) this.#newest.set(key, readJson<NewestVersion>(loadNewest(group, kind, version)));
    return this.#newest.get(key);
  }

  #kind(group: string, kind: string): KindVersions | undefined {
    const { base } = this.#options;
    if (base?.providerOf(group, kind)) return base.#kind(group, kind);
    const key = keyOf(group, kind);
    if (!this.#kinds.has(key)) {
      const provider = this.providerOf(group, kind);
      const history = provider && readJson<KindHistory>(this.#options.load(group, kind));
      this.#kinds.set(key, provider && history && new KindVersions(history, provider));
    }
    return this.#kinds.get(key);
  }
}

function entriesByName(entries: readonly KindEntry[]): ReadonlyMap<string, readonly KindEntry[]> {
  const byName = new Map<string, KindEntry[]>();
  for (const entry of entries) {
    const known = byName.get(entry.kind);
    if (known) known.push(entry);
    else byName.set(entry.kind, [entry]);
  }
  return byName;
}

function keyOf(group: string, kind: string): string {
  return `${group}/${kind}`;
}

function readJson<T>(text: string | undefined): T | undefined {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined;
  }
}
