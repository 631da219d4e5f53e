import { bundleProvider, type KindHistory, type Provider } from './bundle.ts';
import { isObject, sameJson } from './history.ts';
import type { KindFacts } from './import-crd.ts';
import { type KindVersion, KindVersions } from './kind-versions.ts';
import { SchemaStore } from './schema-store.ts';

/** The provider, and the one release, of the kinds that an author defines. */
export const OWN_PROVIDER: Provider = { name: 'own-definitions', releases: ['own'] };
const RELEASE = 'own';

/**
 * CustomResourceDefinitions of the author's own. Kinds that the bundle does not know are served by them alone. Of those
 * it knows they are a second opinion: a webhook may re-write such an object, which only the bundle knows of, and the
 * author may run a release that it does not know.
 */
export class OwnDefinitions {
  readonly store: SchemaStore;
  readonly #opinions = new Map<string, KindVersions>();
  readonly #files = new Map<string, string>();

  constructor(definitions: readonly KindFacts[], base: SchemaStore) {
    const whole = definitions.filter(({ facts }) => isObject(facts.versions) && Object.keys(facts.versions).length > 0);
    const kinds = whole.filter((one) => !whole.some((other) => isAtOdds(one, other)));
    const isKnown = ({ group, kind }: KindFacts) => base.providerOf(group, kind) !== undefined;
    const { kinds: histories, entries } = bundleProvider(OWN_PROVIDER.name, [
      { release: RELEASE, kinds: kinds.filter((kind) => !isKnown(kind)) },
    ]);
    const texts = new Map(histories.map((history) => [keyOf(history), history]));
    for (const kind of kinds) if (kind.uri !== undefined) this.#files.set(keyOf(kind), kind.uri);
    this.store = new SchemaStore({
      index: { providers: entries.length > 0 ? [OWN_PROVIDER] : [], kinds: entries },
      load: (group, kind) => JSON.stringify(texts.get(keyOf({ group, kind }))),
      base,
    });
    for (const history of bundleProvider(OWN_PROVIDER.name, [{ release: RELEASE, kinds: kinds.filter(isKnown) }]).kinds)
      this.#opinions.set(keyOf(history), new KindVersions(history, OWN_PROVIDER));
  }

  /** Returns the file of the workspace that defines a kind. */
  fileOf(kind: Pick<KindHistory, 'group' | 'kind'>): string | undefined {
    return this.#files.get(keyOf(kind));
  }

  /** What the author's definition says of a kind that the bundle knows; undefined where there is none. */
  secondOpinion(group: string, kind: string, version: string): KindVersion | undefined {
    const own = this.#opinions.get(keyOf({ group, kind }))?.version(version, RELEASE);
    return own?.served ? own : undefined;
  }
}

/** Two definitions of one kind that differ: nobody can tell which one the author runs. */
function isAtOdds(one: KindFacts, other: KindFacts): boolean {
  return one !== other && keyOf(one) === keyOf(other) && !sameJson(one.facts, other.facts);
}

function keyOf({ group, kind }: Pick<KindHistory, 'group' | 'kind'>): string {
  return `${group}/${kind}`;
}
