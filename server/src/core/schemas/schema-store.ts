import type { BundleIndex, KindHistory, Provider } from './bundle.ts';
import { atRelease, boundariesIn, isObject } from './history.ts';
import type { StructuralSchema } from './structural-schema.ts';

/** A version of a kind as one release serves it. Releases in a row that say the same share one, by identity. */
export interface KindVersion {
  readonly schema: StructuralSchema;
  readonly served: boolean;
  readonly deprecated: boolean;
  readonly isNamespaced: boolean;
  readonly hasStatus: boolean;
}

export interface SchemaStoreOptions {
  readonly index: BundleIndex;
  /** The text of a kind's file in the bundle, at once; undefined where there is none. */
  readonly load: (group: string, kind: string) => string | undefined;
}

/** The schemas of every release. A kind is read when it is first asked for, and so is each version of it. */
export class SchemaStore {
  readonly #options: SchemaStoreOptions;
  readonly #kinds = new Map<string, LoadedKind | undefined>();
  readonly #versions = new Map<string, KindVersion | undefined>();

  constructor(options: SchemaStoreOptions) {
    this.#options = options;
  }

  get providers(): readonly Provider[] {
    return this.#options.index.providers;
  }

  /** Who defines a kind. Undefined for one of which nothing is known. */
  providerOf(group: string, kind: string): Provider | undefined {
    const entry = this.#options.index.kinds.find((each) => each.group === group && each.kind === kind);
    return entry && this.providers.find(({ name }) => name === entry.provider);
  }

  /** Undefined where that release does not know the kind or the version. */
  version(group: string, kind: string, version: string, release: string): KindVersion | undefined {
    const loaded = this.#kind(group, kind);
    if (!loaded) return undefined;
    const first = firstOfRun(loaded, release);
    const key = `${group}/${kind}/${version}@${first}`;
    if (!this.#versions.has(key)) this.#versions.set(key, versionAt(loaded, version, first));
    return this.#versions.get(key);
  }

  /** The versions of a kind that a release serves, newest first as Kubernetes orders them. */
  versionsServed(group: string, kind: string, release: string): readonly string[] {
    const loaded = this.#kind(group, kind);
    const facts = loaded && atRelease(loaded.history, release, loaded.order);
    const versions = isObject(facts) && isObject(facts.versions) ? Object.keys(facts.versions) : [];
    return versions
      .filter((version) => this.version(group, kind, version, release)?.served)
      .sort()
      .reverse();
  }

  /** Whether a release has the kind, in whatever version. */
  knowsKind(group: string, kind: string, release: string): boolean {
    const loaded = this.#kind(group, kind);
    return loaded !== undefined && atRelease(loaded.history, release, loaded.order) !== undefined;
  }

  /** The releases that serve a version of a kind, oldest first. */
  releasesServing(group: string, kind: string, version: string): readonly string[] {
    const releases = this.providerOf(group, kind)?.releases ?? [];
    return releases.filter((release) => this.version(group, kind, version, release)?.served);
  }

  #kind(group: string, kind: string): LoadedKind | undefined {
    const key = `${group}/${kind}`;
    if (!this.#kinds.has(key)) {
      const provider = this.providerOf(group, kind);
      const text = provider && this.#options.load(group, kind);
      this.#kinds.set(key, provider && text !== undefined ? loadKind(text, provider) : undefined);
    }
    return this.#kinds.get(key);
  }
}

interface LoadedKind {
  readonly history: KindHistory['history'];
  readonly order: readonly string[];
  /** Positions in `order` at which something of the kind changes. */
  readonly boundaries: readonly number[];
}

function loadKind(text: string, { releases }: Provider): LoadedKind {
  const { history } = JSON.parse(text) as KindHistory;
  return { history, order: releases, boundaries: [...boundariesIn(history, releases)] };
}

/** The first release of those in a row, up to this one, in which the kind does not change. */
function firstOfRun({ order, boundaries }: LoadedKind, release: string): string {
  const at = order.indexOf(release);
  const start = Math.max(0, ...boundaries.filter((boundary) => boundary <= at));
  return at < 0 ? release : (order[start] ?? release);
}

function versionAt({ history, order }: LoadedKind, version: string, release: string): KindVersion | undefined {
  const facts = atRelease(history, release, order);
  const versions = isObject(facts) ? facts.versions : undefined;
  const own = isObject(versions) ? versions[version] : undefined;
  if (!isObject(facts) || !isObject(own)) return undefined;
  return {
    schema: (own.schema ?? { type: 'object' }) as StructuralSchema,
    served: own.served === true,
    deprecated: own.deprecated === true,
    isNamespaced: facts.scope === 'Namespaced',
    hasStatus: isObject(own.subresources) && own.subresources.status !== undefined,
  };
}
