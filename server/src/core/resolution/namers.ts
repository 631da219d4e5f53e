import type { RecordedQuery } from '../dependencies/recorded-query.ts';
import type { CarrierIndex } from '../index/carrier-index.ts';
import { namespaceKey, namespaceLookedIn } from '../index/object-index.ts';
import type { Scope, Scopes } from '../index/scopes.ts';
import { builtTogether, isBuilt } from '../kustomize/built-together.ts';
import type { Referrer } from '../objects/resolution.ts';
import type { Resource } from '../objects/resource.ts';
import type { Namer } from '../query/manifests.ts';
import { candidatesIn, referrersOf } from './resolve.ts';
import { Territory } from './territory.ts';

/**
 * Who names one of some objects of the same kind and name, the same way round as `resolve` sees it: by references, and
 * where `carriers` are given, by labels and selectors too. The work is that of the referrers and of the namesakes, and
 * never of one times the other.
 */
export function namersOf(
  query: RecordedQuery,
  objects: readonly Resource[],
  carriers?: CarrierIndex,
): readonly Namer[] {
  const [first] = objects;
  if (first?.name === undefined) return [];
  const wanted = new Set(objects);
  const territories = new Map<string | undefined, Territory>();
  const meantBy = (referrer: Referrer): readonly Resource[] => {
    const namespace = namespaceLookedIn(referrer);
    let territory = territories.get(namespace);
    if (!territory) {
      territory = new Territory(candidatesIn(query, referrer.reference.target, namespace));
      territories.set(namespace, territory);
    }
    const { uri } = referrer.resource;
    const nearest = territory.nearestTo(uri);
    if (nearest.some((object) => object.uri === uri) || !isBuilt(query, uri)) return nearest;
    const together = builtTogether(query, uri, candidatesIn(query, referrer.reference.target, namespace));
    return together.length > 0 ? together : nearest;
  };
  const { name } = first;
  // Of objects in the same namespace one asks for all.
  const asking = [...new Map(objects.map((object) => [namespaceKey(object.namespace), object])).values()];
  const referrers = new Set(asking.flatMap((object) => referrersOf(query, object, name)));
  const found: Namer[] = [];
  for (const referrer of [...referrers, ...(carriers?.carriers(first, name) ?? [])]) {
    const meant = meantBy(referrer);
    if (meant.some((object) => wanted.has(object))) found.push({ ...referrer, meant });
  }
  return found;
}

/** Returns the same for objects of several scopes, each among the references of its own scope. */
export function namersInScopes(
  objects: readonly Resource[],
  scopes: Scopes,
  queryOf: (uri: string) => RecordedQuery,
): readonly Namer[] {
  const byScope = new Map<Scope, Resource[]>();
  for (const object of objects) {
    const scope = scopes.of(object.uri);
    byScope.set(scope, [...(byScope.get(scope) ?? []), object]);
  }
  return [...byScope].flatMap(([{ carriers }, own]) => {
    const [{ uri }] = own as [Resource];
    return namersOf(queryOf(uri), own, carriers);
  });
}
