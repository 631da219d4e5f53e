import type { KindHistory, Provider } from './bundle.ts';
import { atRelease, type History, historyOfKey, isObject, surveyHistories } from './history.ts';
import type { JsonValue, StructuralSchema } from './structural-schema.ts';

/** A version of a kind in one release. Consecutive releases with equal versions share one object. */
export interface KindVersion {
  /** The `openAPIV3Schema` of the release's CRD; without descriptions if it comes from the bundle. */
  readonly schema: StructuralSchema;
  readonly served: boolean;
  readonly storage: boolean;
  readonly deprecated: boolean;
  /** The warning that the API server sends for a deprecated version, if the CRD sets it. */
  readonly deprecationWarning?: string;
  readonly isNamespaced: boolean;
  readonly hasStatus: boolean;
  readonly scale?: ScalePaths;
}

/**
 * A version of a kind as the newest releases define it. Most manifests need nothing else, so the build writes it to a
 * file of its own next to the kind's complete history.
 */
export interface NewestVersion {
  readonly from: string;
  readonly until: string;
  readonly is: KindVersion;
}

/** JSON paths of the `scale` subresource, such as `.spec.replicas`. */
export interface ScalePaths {
  readonly specReplicasPath: string;
  readonly statusReplicasPath: string;
  readonly labelSelectorPath?: string;
}

export interface KindNames {
  readonly plural: string;
  readonly singular?: string;
  readonly shortNames?: readonly string[];
  readonly categories?: readonly string[];
}

/** The contents of a kind's file. Versions are resolved on demand, once for each run of releases that agree. */
export class KindVersions {
  readonly #history: History;
  readonly #order: readonly string[];
  readonly #versions = new Map<string, VersionHistory>();

  constructor({ history }: Pick<KindHistory, 'history'>, { releases }: Pick<Provider, 'releases'>) {
    this.#history = history;
    this.#order = releases;
  }

  /** Returns undefined if the release is unknown, or does not have the kind or this version. */
  version(version: string, release: string): KindVersion | undefined {
    const own = this.#versionHistory(version);
    const at = this.#order.indexOf(release);
    if (at < 0) return undefined;
    const run = own.runs.findLastIndex((start) => start <= at);
    if (!own.resolved.has(run)) own.resolved.set(run, resolveVersion(own, release, this.#order));
    return own.resolved.get(run);
  }

  /** Returns undefined if no release has this version of the kind. */
  newest(version: string): NewestVersion | undefined {
    const own = this.#versionHistory(version);
    for (let index = own.runs.length - 1; index >= 0; index--) {
      const first = own.runs[index] ?? 0;
      const from = this.#order[first] ?? '';
      const is = this.version(version, from);
      if (is) return { from, until: this.#order[(own.runs[index + 1] ?? this.#order.length) - 1] ?? '', is };
    }
    return undefined;
  }

  /** Returns undefined if the release is unknown or does not have the kind. */
  names(release: string): KindNames | undefined {
    const names = historyOfKey(this.#history, 'names');
    if (names === undefined || !this.#order.includes(release)) return undefined;
    return atRelease(names, release, this.#order) as KindNames | undefined;
  }

  #versionHistory(version: string): VersionHistory {
    const own = this.#versions.get(version) ?? versionHistory(this.#history, version, this.#order);
    this.#versions.set(version, own);
    return own;
  }
}

interface VersionHistory {
  readonly facts: History;
  readonly scope: History;
  readonly constant: WeakSet<object>;
  /** The indices of the first release of each run of releases that agree on everything. Ascending, starting with 0. */
  readonly runs: readonly number[];
  readonly resolved: Map<number, KindVersion | undefined>;
}

function versionHistory(history: History, version: string, order: readonly string[]): VersionHistory {
  const facts = historyOfKey(historyOfKey(history, 'versions'), version) ?? null;
  const scope = historyOfKey(history, 'scope') ?? null;
  const { boundaries, constant } = surveyHistories([facts, scope], order);
  const runs = [...new Set([0, ...boundaries])].sort((a, b) => a - b);
  return { facts, scope, constant, runs, resolved: new Map() };
}

function resolveVersion(
  { facts, scope, constant }: VersionHistory,
  release: string,
  order: readonly string[],
): KindVersion | undefined {
  const own = atRelease(facts, release, order, constant);
  if (!isObject(own)) return undefined;
  const { schema, served, storage, deprecated, deprecationWarning, subresources } = own;
  const scale = isObject(subresources) ? subresources.scale : undefined;
  return {
    // The API server has accepted the CRDs in the bundle, so this is a structural schema.
    schema: (schema ?? { type: 'object' }) as StructuralSchema,
    served: served === true,
    storage: storage === true,
    deprecated: deprecated === true,
    ...(typeof deprecationWarning === 'string' ? { deprecationWarning } : {}),
    isNamespaced: atRelease(scope, release, order) === 'Namespaced',
    hasStatus: isObject(subresources) && subresources.status !== undefined,
    ...(isObject(scale) && typeof scale.specReplicasPath === 'string'
      ? { scale: scale as JsonValue as unknown as ScalePaths }
      : {}),
  };
}
