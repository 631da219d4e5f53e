import type { RecordedQuery } from '../dependencies/recorded-query.ts';
import type { NameUseIndex } from '../index/name-use-index.ts';
import { namespaceKey, targetNamespaceOf } from '../index/object-index.ts';
import type { Scope, Scopes } from '../index/scopes.ts';
import { inSameBuild, isInBuild } from '../kustomize/built-together.ts';
import type { Referrer } from '../objects/resolution.ts';
import type { Resource } from '../objects/resource.ts';
import type { NamingReference } from '../query/manifests.ts';
import { NearestIndex, nearestTargets } from './nearest-index.ts';
import { candidatesIn, referrersOf } from './resolve.ts';

/**
 * Returns everything that names one of some objects of the same kind and name, consistent with `resolve`: references
 * and, if `usesOf` is set, labels and selectors. Runs in time linear in the number of referrers and objects.
 */
export function namingReferencesTo(
  query: RecordedQuery,
  objects: readonly Resource[],
  nameUses?: NameUseIndex,
): readonly NamingReference[] {
  const [first] = objects;
  if (first?.name === undefined) return [];
  const wanted = new Set(objects);
  const indexes = new Map<string | undefined, TargetIndex>();
  const targetsOf = (referrer: Referrer): readonly Resource[] => {
    const namespace = targetNamespaceOf(referrer);
    let index = indexes.get(namespace);
    if (!index) {
      index = targetIndexOf(candidatesIn(query, referrer.reference.target, namespace), namespace);
      indexes.set(namespace, index);
    }
    const { exact, possible } = index;
    const { uri } = referrer.resource;
    const nearest = exact.nearestTo(uri);
    if (nearest.some((object) => object.uri === uri)) return nearest;
    if (!isInBuild(query, uri)) return nearestTargets(uri, nearest, possible.nearestTo(uri));
    const together = inSameBuild(query, uri, index.preferred);
    if (together.length > 0) return together;
    return nearest.length > 0 ? nearest : possible.nearestTo(uri);
  };
  const { name } = first;
  // One query per namespace is enough.
  const onePerNamespace = [...new Map(objects.map((object) => [namespaceKey(object.namespace), object])).values()];
  const referrers = new Set(onePerNamespace.flatMap((object) => referrersOf(query, object, name)));
  const found: NamingReference[] = [];
  for (const referrer of [...referrers, ...(nameUses?.usesOf(first, name) ?? [])]) {
    const targets = targetsOf(referrer);
    if (targets.some((object) => wanted.has(object))) found.push({ ...referrer, targets });
  }
  return found;
}

/** The possible targets of the references that look in one namespace. */
interface TargetIndex {
  /** The objects of the namespace if there are any; otherwise all. */
  readonly preferred: readonly Resource[];
  readonly exact: NearestIndex;
  readonly possible: NearestIndex;
}

function targetIndexOf(all: readonly Resource[], namespace: string | undefined): TargetIndex {
  const exact = all.filter((object) => object.namespace === namespace);
  return {
    preferred: exact.length > 0 ? exact : all,
    exact: new NearestIndex(exact),
    possible: new NearestIndex(all),
  };
}

/** Returns the same for objects of several scopes, each among the references of its own scope. */
export function namingReferencesInScopes(
  objects: readonly Resource[],
  scopes: Scopes,
  queryOf: (uri: string) => RecordedQuery,
): readonly NamingReference[] {
  const byScope = new Map<Scope, Resource[]>();
  for (const object of objects) {
    const scope = scopes.of(object.uri);
    byScope.set(scope, [...(byScope.get(scope) ?? []), object]);
  }
  return [...byScope].flatMap(([{ nameUses }, own]) => {
    const [{ uri }] = own as [Resource];
    return namingReferencesTo(queryOf(uri), own, nameUses);
  });
}
