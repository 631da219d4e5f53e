import type { Resource } from '../resources/resource.ts';
import type { Asked } from './asked.ts';
import { builtTogether, isBuilt } from './built-together.ts';
import type { CarrierIndex } from './carrier-index.ts';
import { namespaceKey, namespaceLookedIn, type Referrer } from './object-index.ts';
import { candidatesIn, referrersOf } from './resolve.ts';
import { Territory } from './territory.ts';

/** Who names an object, with all objects that could be meant: a single one where that is certain. */
export interface Namer extends Referrer {
  readonly meant: readonly Resource[];
}

/**
 * Who names one of some objects of the same kind and name, the same way round as `resolve` sees it: by references, and
 * where `carriers` are given, by labels and selectors too. The work is that of the referrers and of the namesakes, and
 * never of one times the other.
 */
export function namersOf(asked: Asked, objects: readonly Resource[], carriers?: CarrierIndex): readonly Namer[] {
  const [first] = objects;
  if (first?.name === undefined) return [];
  const wanted = new Set(objects);
  const territories = new Map<string | undefined, Territory>();
  const meantBy = (referrer: Referrer): readonly Resource[] => {
    const namespace = namespaceLookedIn(referrer);
    let territory = territories.get(namespace);
    if (!territory) {
      territory = new Territory(candidatesIn(asked, referrer.reference.target, namespace));
      territories.set(namespace, territory);
    }
    const { uri } = referrer.resource;
    const nearest = territory.nearestTo(uri);
    if (nearest.some((object) => object.uri === uri) || !isBuilt(asked, uri)) return nearest;
    const together = builtTogether(asked, uri, candidatesIn(asked, referrer.reference.target, namespace));
    return together.length > 0 ? together : nearest;
  };
  const { name } = first;
  // Of objects in the same namespace one asks for all.
  const asking = [...new Map(objects.map((object) => [namespaceKey(object.namespace), object])).values()];
  const referrers = new Set(asking.flatMap((object) => referrersOf(asked, object, name)));
  const found: Namer[] = [];
  for (const referrer of [...referrers, ...(carriers?.carriers(first, name) ?? [])]) {
    const meant = meantBy(referrer);
    if (meant.some((object) => wanted.has(object))) found.push({ ...referrer, meant });
  }
  return found;
}
