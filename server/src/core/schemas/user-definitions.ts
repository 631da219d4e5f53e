import { keyOf } from '../objects/group-kind.ts';
import { bundleProvider, type KindHistory, type Provider } from './bundle.ts';
import { isObject, sameJson } from './history.ts';
import type { KindFacts } from './import-crd.ts';
import { type KindVersion, KindVersions } from './kind-versions.ts';
import { SchemaStore } from './schema-store.ts';

/** The provider of the kinds that the user defines, with a single release. */
export const USER_PROVIDER: Provider = { name: 'own-definitions', releases: ['own'] };
const RELEASE = 'own';

/**
 * CustomResourceDefinitions of the user. A kind that is not in the bundle is validated by its definition. For a kind in
 * the bundle, the definition is only a second opinion: the user may run a release that is not in the bundle, and only
 * the bundle contains the changes that webhooks make.
 */
export class UserDefinitions {
  readonly store: SchemaStore;
  readonly #userVersions = new Map<string, KindVersions>();
  readonly #sources = new Map<string, string>();
  readonly #mutated = new Set<string>();

  constructor(definitions: readonly KindFacts[], base: SchemaStore) {
    const complete = definitions.filter(
      ({ facts }) => isObject(facts.versions) && Object.keys(facts.versions).length > 0,
    );
    const conflicting = conflictingKinds(complete);
    const kinds = complete.filter((one) => !conflicting.has(keyOf(one)));
    const isKnown = ({ group, kind }: KindFacts) => base.providerOf(group, kind) !== undefined;
    const { kinds: histories, entries } = bundleProvider(USER_PROVIDER.name, [
      { release: RELEASE, kinds: kinds.filter((kind) => !isKnown(kind)) },
    ]);
    for (const kind of kinds) {
      if (kind.source !== undefined) this.#sources.set(keyOf(kind), kind.source);
      if (kind.isMutated) this.#mutated.add(keyOf(kind));
    }
    const texts = new Map(histories.map((history) => [keyOf(history), history]));
    this.store = new SchemaStore({
      index: { providers: entries.length > 0 ? [USER_PROVIDER] : [], kinds: entries },
      load: (group, kind) => JSON.stringify(texts.get(keyOf({ group, kind }))),
      base,
    });
    for (const history of bundleProvider(USER_PROVIDER.name, [{ release: RELEASE, kinds: kinds.filter(isKnown) }])
      .kinds)
      this.#userVersions.set(keyOf(history), new KindVersions(history, USER_PROVIDER));
  }

  /** Returns the file that defines a kind; undefined if it is unknown. */
  sourceOf(kind: Pick<KindHistory, 'group' | 'kind'>): string | undefined {
    return this.#sources.get(keyOf(kind));
  }

  /** Returns true if a mutating webhook of the workspace may add the required fields of a kind. */
  isMutated(kind: Pick<KindHistory, 'group' | 'kind'>): boolean {
    return this.#mutated.has(keyOf(kind));
  }

  /** Returns the user's definition of a kind that is in the bundle; undefined if there is none. */
  userVersion(group: string, kind: string, version: string): KindVersion | undefined {
    const own = this.#userVersions.get(keyOf({ group, kind }))?.version(version, RELEASE);
    return own?.served ? own : undefined;
  }
}

/** Returns the kinds with different definitions, as `group/Kind`: it is unknown which one is installed. */
function conflictingKinds(definitions: readonly KindFacts[]): ReadonlySet<string> {
  const first = new Map<string, KindFacts>();
  const conflicting = new Set<string>();
  for (const definition of definitions) {
    const key = keyOf(definition);
    const other = first.get(key);
    if (!other) first.set(key, definition);
    else if (!sameJson(other.facts, definition.facts)) conflicting.add(key);
  }
  return conflicting;
}
