import type { RecordedQuery } from '../dependencies/recorded-query.ts';
import type { FactMatches } from '../facts/fact-index.ts';
import { indexKey } from '../index/object-index.ts';
import { isInBuild } from '../kustomize/built-together.ts';
import { appliesToPartialObject, isComplete } from '../kustomize/is-complete.ts';
import { patchViolations } from '../kustomize/patch-problems.ts';
import type { Resource } from '../objects/resource.ts';
import type { Registry } from '../provider.ts';
import type { View } from '../query/view.ts';
import type { QueryCache } from '../resolution/query-cache.ts';
import { hasUnreadable, objectsInAnyNamespace, objectsOf } from '../resolution/resolve.ts';
import { duplicatesOf } from '../resolution/same-name.ts';
import { versionRemoval } from '../schemas/version-removal.ts';
import type { SchemaValidator } from '../validation/schema-validator.ts';
import type { KnownPaths } from './known-paths.ts';

export interface ViewOptions {
  /** Records the queries of the rules of the object. */
  readonly query: RecordedQuery;
  readonly cache: QueryCache;
  /** Without schemas, nothing is known of fields and releases. */
  readonly schemas: SchemaValidator | undefined;
  readonly registry: Registry;
  readonly paths: KnownPaths;
  readonly offersFixes: boolean;
}

/** Returns the view through which the rules of one object read the workspace. */
export function viewOf(resource: Resource, options: ViewOptions): View {
  const { query, cache, schemas, registry, paths, offersFixes } = options;
  const { record } = query;
  let known: readonly Resource[] | undefined;
  const joined = () => {
    known ??= cache.connectedTo(record, resource);
    return known;
  };
  const releasesOfResource = new Map<string, readonly string[]>();
  let isResourceComplete: boolean | undefined;
  let factsOfResource: FactMatches | undefined;
  const isCompleteObject = (target: Resource) => {
    if (target !== resource) return isComplete(target, query);
    isResourceComplete ??= isComplete(resource, query);
    return isResourceComplete;
  };
  const violations = schemas?.validate(resource, joined) ?? [];
  const own =
    violations.length === 0 || isCompleteObject(resource) ? violations : violations.filter(appliesToPartialObject);
  const patches = schemas ? patchViolations(resource, query, schemas) : [];
  const ofResource = patches.length > 0 ? [...own, ...patches] : own;
  return {
    offersFixes,
    resolve: (from, reference) => cache.resolve(record, { resource: from, reference }),
    referrersTo: (target) => cache.referrersTo(record, target),
    objectsOf: (from, kind, facet) => objectsOf(query, from, kind, facet),
    objectsInAnyNamespace: (from, kind, facet) => objectsInAnyNamespace(query, from, kind, facet),
    duplicatesOf: (object) => duplicatesOf(query, object),
    hasUnreadable: (from) => hasUnreadable(query, from),
    isComplete: isCompleteObject,
    isInBuild: ({ uri }) => isInBuild(query, uri),
    pathState: (uri) => {
      record(indexKey.path(uri));
      return paths.stateOf(uri);
    },
    target: (provider) => schemas?.targetsFor(resource.uri)[provider],
    removalOf: (object) => schemas && versionRemoval(schemas.store, object, schemas.targetsFor(object.uri)),
    releases: (provider, about = []) => {
      if (!schemas) return [];
      const of = (objects: readonly Resource[]) =>
        schemas.applicableReleases(provider, resource.uri, [resource, ...objects, ...joined()]);
      if (about.some((object) => object !== resource)) return of(about);
      const releases = releasesOfResource.get(provider) ?? of([]);
      releasesOfResource.set(provider, releases);
      return releases;
    },
    titleOf: (provider) => schemas?.store.titleOf(provider) ?? provider,
    kindInOtherGroup: (kind) => schemas?.kindInOtherGroup(kind),
    similarKinds: (kind) => schemas?.similarKinds(kind) ?? [],
    factsIn: (object) => {
      if (object !== resource) return registry.facts.matchesIn(object);
      factsOfResource ??= registry.facts.matchesIn(resource);
      return factsOfResource;
    },
    contributions: registry.forRules,
    stored: (object) => schemas?.stored(object),
    violations: (object) => (object === resource ? ofResource : (schemas?.validate(object) ?? [])),
  };
}
