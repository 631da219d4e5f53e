import type { RecordedQuery } from '../dependencies/recorded-query.ts';
import type { NameUseIndex } from '../index/name-use-index.ts';
import { namespaceKey, targetNamespaceOf } from '../index/object-index.ts';
import type { Scope, Scopes } from '../index/scopes.ts';
import { inSameBuild, isInBuild } from '../kustomize/built-together.ts';
import type { Referrer } from '../objects/resolution.ts';
import type { Resource } from '../objects/resource.ts';
import type { NamingReference } from '../query/manifests.ts';
import { NearestIndex } from './nearest-index.ts';
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
  const indexes = new Map<string | undefined, NearestIndex>();
  const targetsOf = (referrer: Referrer): readonly Resource[] => {
    const namespace = targetNamespaceOf(referrer);
    let nearestIndex = indexes.get(namespace);
    if (!nearestIndex) {
      nearestIndex = new NearestIndex(candidatesIn(query, referrer.reference.target, namespace));
      indexes.set(namespace, nearestIndex);
    }
    const { uri } = referrer.resource;
    const nearest = nearestIndex.nearestTo(uri);
    if (nearest.some((object) => object.uri === uri) || !isInBuild(query, uri)) return nearest;
    const together = inSameBuild(query, uri, candidatesIn(query, referrer.reference.target, namespace));
    return together.length > 0 ? together : nearest;
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
