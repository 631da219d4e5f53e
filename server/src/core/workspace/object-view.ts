import type { RecordedQuery } from '../dependencies/recorded-query.ts';
import type { FactMatches } from '../facts/fact-index.ts';
import { indexKey } from '../index/object-index.ts';
import { isOfPart, isWhole } from '../kustomize/is-whole.ts';
import { patchJudgements } from '../kustomize/patch-problems.ts';
import type { Resource } from '../objects/resource.ts';
import type { Registry } from '../provider.ts';
import type { View } from '../query/view.ts';
import { namesakesOf } from '../resolution/namesakes.ts';
import type { QueryCache } from '../resolution/query-cache.ts';
import { hasUnread, objectsInAnyNamespace, objectsOf } from '../resolution/resolve.ts';
import type { SchemaValidator } from '../validation/schema-validator.ts';
import type { KnownPaths } from './known-paths.ts';

export interface ViewOptions {
  /** Records what the rules of the object ask. */
  readonly query: RecordedQuery;
  readonly answers: QueryCache;
  /** Without schemas, nothing is known of fields and releases. */
  readonly schemas: SchemaValidator | undefined;
  readonly registry: Registry;
  readonly paths: KnownPaths;
}

/** Returns the view through which the rules of one object read the workspace. */
export function viewOf(resource: Resource, { query, answers, schemas, registry, paths }: ViewOptions): View {
  const { record } = query;
  let known: readonly Resource[] | undefined;
  const joined = () => {
    known ??= answers.joinedTo(record, resource);
    return known;
  };
  const ownReleases = new Map<string, readonly string[]>();
  let isOwnWhole: boolean | undefined;
  let ownFacts: FactMatches | undefined;
  const isWholeObject = (target: Resource) => {
    if (target !== resource) return isWhole(target, query);
    isOwnWhole ??= isWhole(resource, query);
    return isOwnWhole;
  };
  const violations = schemas?.validate(resource, joined) ?? [];
  const own = violations.length === 0 || isWholeObject(resource) ? violations : violations.filter(isOfPart);
  const patches = schemas ? patchJudgements(resource, query, schemas) : [];
  const ofResource = patches.length > 0 ? [...own, ...patches] : own;
  return {
    resolve: (from, reference) => answers.resolve(record, { resource: from, reference }),
    referrersTo: (target) => answers.referrersTo(record, target),
    objectsOf: (from, kind, facet) => objectsOf(query, from, kind, facet),
    objectsInAnyNamespace: (from, kind, facet) => objectsInAnyNamespace(query, from, kind, facet),
    namesakes: (object) => namesakesOf(query, object),
    hasUnread: (from) => hasUnread(query, from),
    isWhole: isWholeObject,
    pathState: (uri) => {
      record(indexKey.path(uri));
      return paths.stateOf(uri);
    },
    target: (provider) => schemas?.targetsFor(resource.uri)[provider],
    releases: (provider, about = []) => {
      if (!schemas) return [];
      const of = (objects: readonly Resource[]) =>
        schemas.applicableReleases(provider, resource.uri, [resource, ...objects, ...joined()]);
      if (about.some((object) => object !== resource)) return of(about);
      const releases = ownReleases.get(provider) ?? of([]);
      ownReleases.set(provider, releases);
      return releases;
    },
    titleOf: (provider) => schemas?.store.titleOf(provider) ?? provider,
    kindElsewhere: (kind) => schemas?.kindElsewhere(kind),
    similarKinds: (kind) => schemas?.similarKinds(kind) ?? [],
    factsIn: (object) => {
      if (object !== resource) return registry.facts.matchesIn(object);
      ownFacts ??= registry.facts.matchesIn(resource);
      return ownFacts;
    },
    contributions: registry.forRules,
    violations: (object) => (object === resource ? ofResource : (schemas?.validate(object) ?? [])),
  };
}
