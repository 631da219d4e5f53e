import { joined, type RecordedQuery, resourcesOf, resourcesWithin } from '../dependencies/recorded-query.ts';
import { ANY_NAMESPACE, type IndexKey, indexKey, namespaceKey, namespaceLookedIn } from '../index/object-index.ts';
import { builtTogether, isBuilt } from '../kustomize/built-together.ts';
import { mayBeBuilt } from '../kustomize/may-be-built.ts';
import type { GroupKind } from '../objects/group-kind.ts';
import type { Reference } from '../objects/references.ts';
import type { Referrer, Resolution } from '../objects/resolution.ts';
import type { Facet, Resource } from '../objects/resource.ts';
import { isTemplate } from '../objects/template-text.ts';
import { containerAround, folderOf } from '../text/containers.ts';
import { ofNameMeeting } from './namesakes.ts';

export function resolve(query: RecordedQuery, referrer: Referrer): Resolution {
  const { resource: from, reference } = referrer;
  const { target, field } = reference;
  const [nearest, ...others] = nearestTo(query, from.uri, target, namespaceLookedIn(referrer));
  if (nearest && others.length === 0) return { kind: 'object', resource: nearest };
  if (nearest) return { kind: 'unknowable', candidates: [nearest, ...others] };
  if (field.elsewhere || isTemplate(target.name)) return { kind: 'unknowable', candidates: [] };
  const atHand = objectsAtHand(query, referrer);
  if (!atHand || atHand.some(({ name }) => name === undefined || isTemplate(name)))
    return { kind: 'unknowable', candidates: [] };
  if (mayBeBuilt(query, from.uri, target, target.name)) return { kind: 'unknowable', candidates: [] };
  const named = resourcesOf(query, indexKey.named(target, target.name));
  return { kind: 'absent', others: atHand, elsewhere: named.filter((candidate) => atHand.includes(candidate)) };
}

/**
 * Of the objects that a reference can mean which looks in a namespace, those nearest to a file: in it, built with it, in
 * its folder, in the closest folder around both. Several that are as near decide nothing.
 */
function nearestTo(
  query: RecordedQuery,
  uri: string,
  target: Reference['target'],
  namespace: string | undefined,
): readonly Resource[] {
  const wanted = namespaceKey(namespace);
  const isExact = (candidate: Resource) => candidate.namespace === namespace;
  const exact = nearestOf(query, uri, indexKey.namedIn(target, target.name, wanted), isExact);
  if (exact.length > 0) return exact;
  return wanted === ANY_NAMESPACE
    ? nearestOf(query, uri, indexKey.named(target, target.name))
    : nearestOf(query, uri, indexKey.namedIn(target, target.name, ANY_NAMESPACE));
}

/**
 * Of those that answer to a key, and fit, the nearest to a file: in it, built with it, in the closest folder around. What
 * comes or goes farther away changes nothing.
 */
function nearestOf(
  query: RecordedQuery,
  uri: string,
  key: IndexKey,
  fits: (resource: Resource) => boolean = () => true,
): readonly Resource[] {
  const { index, record, withPatches } = query;
  const keys = withPatches ? [key, indexKey.ofPatches(key)] : [key];
  for (let container = uri; ; container = containerAround(container)) {
    const isAll = container === '' || !keys.some((each) => index.has(each));
    const within = isAll ? '' : container;
    const found = keys.flatMap((each) => [...index.resourcesWithin(each, within)].filter(fits));
    if (container === uri && (found.length === 0 || isAll) && isBuilt(query, uri)) {
      const all = keys.flatMap((each) => [...index.resourcesWithin(each, '')].filter(fits));
      const together = all.some((each) => each.uri === uri) ? [] : builtTogether(query, uri, all);
      // Whatever comes or goes anywhere may be built with the file.
      for (const each of keys) record(each);
      if (together.length > 0) return together;
    }
    if (found.length === 0 && !isAll) continue;
    for (const each of keys) record(index.keyWithin(each, within));
    return found;
  }
}

/** The objects that a reference can mean which looks in a namespace, wherever they are. */
export function candidatesIn(
  query: RecordedQuery,
  target: Reference['target'],
  namespace: string | undefined,
): readonly Resource[] {
  return exactFirst(reachableWithin(query, target, namespace, ''), namespace);
}

/** The objects of that name in a namespace, or in one that may turn out to be it, which lie in a file or below a folder. */
function reachableWithin(
  query: RecordedQuery,
  target: Reference['target'],
  namespace: string | undefined,
  container: string,
): readonly Resource[] {
  const wanted = namespaceKey(namespace);
  const keys =
    wanted === ANY_NAMESPACE
      ? [indexKey.named(target, target.name)]
      : [wanted, ANY_NAMESPACE].map((each) => indexKey.namedIn(target, target.name, each));
  return joined(keys.map((key) => resourcesWithin(query, key, container)));
}

function namespacesMeet(one: string | undefined, other: string | undefined): boolean {
  const [a, b] = [namespaceKey(one), namespaceKey(other)];
  return a === b || a === ANY_NAMESPACE || b === ANY_NAMESPACE;
}

function exactFirst(candidates: readonly Resource[], namespace: string | undefined): readonly Resource[] {
  const exact = candidates.filter((candidate) => candidate.namespace === namespace);
  return exact.length > 0 ? exact : candidates;
}

/** 0 in the same file, else 1 plus the folders to climb from `uri` to one that holds the other file. */
export function distanceBetween(uri: string, other: string): number {
  if (uri === other) return 0;
  let folder = folderOf(uri);
  let steps = 1;
  while (!other.startsWith(folder) && folder.length > 1) {
    folder = folderOf(folder.slice(0, -1));
    steps++;
  }
  return steps;
}

/**
 * The objects among which the target would stand if the author kept it with the rest: those of its kind in the same
 * file, or else in the same folder if the referring object is joined to other files there. Undefined where there are
 * none, or where a document that cannot be read might be the one.
 */
function objectsAtHand(query: RecordedQuery, referrer: Referrer): readonly Resource[] | undefined {
  const { uri } = referrer.resource;
  const inFile = ofKind(query, referrer.reference.target, uri);
  if (inFile.length > 0) return isOpaque(query, uri) ? undefined : inFile;
  const folder = folderOf(uri);
  const inFolder = ofKind(query, referrer.reference.target, folder);
  if (inFolder.length === 0 || isOpaque(query, folder)) return undefined;
  return isJoinedTo(query, referrer.resource, folder) ? inFolder : undefined;
}

/** What `View.objectsOf` answers. */
export function objectsOf(
  query: RecordedQuery,
  resource: Resource,
  kind: GroupKind,
  facet?: Facet,
): readonly Resource[] {
  const others = (container: string) => ofKindMeeting(query, { kind, container, facet }, resource.namespace);
  return inScope(query, resource, others);
}

/** What `View.objectsInAnyNamespace` answers. */
export function objectsInAnyNamespace(
  query: RecordedQuery,
  resource: Resource,
  kind: GroupKind,
  facet?: Facet,
): readonly Resource[] {
  const others = (container: string) => ofKindMeeting(query, { kind, container, facet }, undefined);
  return inScope(query, resource, others);
}

function inScope(
  query: RecordedQuery,
  resource: Resource,
  objectsIn: (container: string) => readonly Resource[],
): readonly Resource[] {
  const others = (container: string) => without(objectsIn(container), resource);
  const inFile = others(resource.uri);
  return inFile.length > 0 || !isSpread(query, resource) ? inFile : others(folderOf(resource.uri));
}

function without<Item>(items: readonly Item[], item: Item): readonly Item[] {
  const at = items.indexOf(item);
  return at < 0 ? items : items.toSpliced(at, 1);
}

/** What `View.hasUnread` answers. */
export function hasUnread(query: RecordedQuery, resource: Resource): boolean {
  if (isOpaque(query, resource.uri)) return true;
  return isSpread(query, resource) && isOpaque(query, folderOf(resource.uri));
}

/** Whether what belongs with an object lies in other files of its folder: it is joined to those, and to none of its own. */
function isSpread(query: RecordedQuery, resource: Resource): boolean {
  const known = query.spread?.get(resource);
  if (known !== undefined) return known;
  const answer =
    !isJoined(query, resource, resource.uri, () => true) && isJoinedTo(query, resource, folderOf(resource.uri));
  query.spread?.set(resource, answer);
  return answer;
}

/** Whether another object of the folder refers to this one, or is referred to by it. */
function isJoinedTo(query: RecordedQuery, resource: Resource, folder: string): boolean {
  return isJoined(query, resource, folder, (other) => other.uri !== resource.uri && folderOf(other.uri) === folder);
}

function isJoined(
  query: RecordedQuery,
  resource: Resource,
  container: string,
  isThere: (other: Resource) => boolean,
): boolean {
  const isNeighbour = (other: Resource) =>
    other !== resource && isThere(other) && namespacesMeet(resource.namespace, other.namespace);
  for (const { target } of resource.references)
    if (reachableWithin(query, target, resource.namespace, container).some(isNeighbour)) return true;
  if (resource.name === undefined) return false;
  const referrers = referrersWithin(query, resource, resource.name, container);
  return referrers.some((referrer) => isNeighbour(referrer.resource));
}

/**
 * The largest file or folder around an object in which no other has its name and namespace; undefined where its own file
 * has one. References from beyond that mean another, or decide nothing, unless something builds the two together.
 */
export function realmOf({ index, record }: RecordedQuery, resource: Resource, name: string): string | undefined {
  const namespace = namespaceKey(resource.namespace);
  const key = indexKey.namedIn(resource, name, namespace);
  const hasOther = (container: string) => {
    for (const other of index.resourcesWithin(key, container))
      if (other !== resource && other.namespace === resource.namespace) return true;
    return false;
  };
  let [realm, container]: [string | undefined, string] = hasOther('') ? [undefined, resource.uri] : ['', ''];
  for (; realm !== '' && !hasOther(container); container = containerAround(container)) realm = container;
  // Of those that may be in any namespace some are others and some are not; where there is no other, every one counts.
  if (namespace === ANY_NAMESPACE || realm === '') record(index.keyWithin(key, container));
  // In the realm there shall come no other, and around it shall stay one: which one, and how many, is all the same.
  else for (const each of new Set([realm ?? container, container])) record(index.keyOfSeveral(key, each));
  return realm;
}

/** The references to that name that look in the object's namespace, or may turn out to. */
export function referrersOf(query: RecordedQuery, target: Resource, name: string): readonly Referrer[] {
  return referrersWithin(query, target, name, '');
}

/** Those of them that stand in a file, or below a folder. */
export function referrersWithin(
  query: RecordedQuery,
  target: Resource,
  name: string,
  container: string,
): readonly Referrer[] {
  const namespace = namespaceKey(target.namespace);
  const keys =
    namespace === ANY_NAMESPACE
      ? [indexKey.referrers(target, name)]
      : [namespace, ANY_NAMESPACE].map((each) => indexKey.referrersIn(target, name, each));
  const all = query.withPatches ? [...keys, ...keys.map(indexKey.ofPatches)] : keys;
  return joined(
    all.map((key) => {
      query.record(query.index.keyWithin(key, container));
      return query.index.referrersWithin(key, container);
    }),
  );
}

function ofKind(query: RecordedQuery, groupKind: GroupKind, container: string): readonly Resource[] {
  return resourcesOf(query, indexKey.kindIn(groupKind, container));
}

/** Those of a kind in a file or folder, with a facet if there is one, whose namespace may be the given one. */
function ofKindMeeting(
  query: RecordedQuery,
  {
    kind,
    container,
    facet,
  }: { readonly kind: GroupKind; readonly container: string; readonly facet?: Facet | undefined },
  namespace: string | undefined,
): readonly Resource[] {
  const own = namespaceKey(namespace);
  if (facet?.name === 'name') return ofNameMeeting(query, kind, facet.value, container, own);
  if (own === ANY_NAMESPACE)
    return facet ? resourcesOf(query, indexKey.facetIn(kind, container, facet)) : ofKind(query, kind, container);
  const keys = [own, ANY_NAMESPACE].map((each) =>
    facet ? indexKey.facetInNamespace(kind, container, facet, each) : indexKey.kindInNamespace(kind, container, each),
  );
  return joined(keys.map((key) => resourcesOf(query, key)));
}

function isOpaque({ index, record }: RecordedQuery, container: string): boolean {
  const key = indexKey.opaqueIn(container);
  record(key);
  return index.opaque(key);
}
