import type { Facet } from '../resources/facets.ts';
import type { Reference } from '../resources/references.ts';
import type { GroupKind, Resource } from '../resources/resource.ts';
import { isTemplate } from '../resources/template-text.ts';
import { type Asked, resourcesOf, resourcesWithin } from './asked.ts';
import { builtTogether, isBuilt } from './built-together.ts';
import { containerAround, folderOf } from './containers.ts';
import { mayBeBuilt } from './may-be-built.ts';
import { ofNameMeeting } from './namesakes.ts';
import {
  ANY_NAMESPACE,
  type IndexKey,
  indexKey,
  namespaceKey,
  namespaceLookedIn,
  type Referrer,
} from './object-index.ts';

/**
 * What a reference comes to. `absent` is a claim: the manifests at hand hold objects of that kind, and not this one.
 * Where an object may well live in the cluster, where a name or namespace is a template, or where several objects
 * answer equally well, the answer is `unknowable`, and nothing may be said.
 */
export type Resolution =
  | { readonly kind: 'object'; readonly resource: Resource }
  | {
      readonly kind: 'absent';
      /** The objects of that kind that were at hand, nearest first. */
      readonly others: readonly Resource[];
      /** Of the same name, in another namespace. */
      readonly elsewhere: readonly Resource[];
    }
  | { readonly kind: 'unknowable'; readonly candidates: readonly Resource[] };

export function resolve(asked: Asked, referrer: Referrer): Resolution {
  const { resource: from, reference } = referrer;
  const { target, field } = reference;
  const [nearest, ...others] = nearestTo(asked, from.uri, target, namespaceLookedIn(referrer));
  if (nearest && others.length === 0) return { kind: 'object', resource: nearest };
  if (nearest) return { kind: 'unknowable', candidates: [nearest, ...others] };
  if (field.elsewhere || isTemplate(target.name)) return { kind: 'unknowable', candidates: [] };
  const atHand = objectsAtHand(asked, referrer);
  if (!atHand || atHand.some(({ name }) => name === undefined || isTemplate(name)))
    return { kind: 'unknowable', candidates: [] };
  if (mayBeBuilt(asked, from.uri, target, target.name)) return { kind: 'unknowable', candidates: [] };
  const named = resourcesOf(asked, indexKey.named(target, target.name));
  return { kind: 'absent', others: atHand, elsewhere: named.filter((candidate) => atHand.includes(candidate)) };
}

/**
 * Of the objects that a reference can mean which looks in a namespace, those nearest to a file: in it, built with it, in
 * its folder, in the closest folder around both. Several that are as near decide nothing.
 */
function nearestTo(
  asked: Asked,
  uri: string,
  target: Reference['target'],
  namespace: string | undefined,
): readonly Resource[] {
  const wanted = namespaceKey(namespace);
  const isExact = (candidate: Resource) => candidate.namespace === namespace;
  const exact = nearestOf(asked, uri, indexKey.namedIn(target, target.name, wanted), isExact);
  if (exact.length > 0) return exact;
  return wanted === ANY_NAMESPACE
    ? nearestOf(asked, uri, indexKey.named(target, target.name))
    : nearestOf(asked, uri, indexKey.namedIn(target, target.name, ANY_NAMESPACE));
}

/**
 * Of those that answer to a key, and fit, the nearest to a file: in it, built with it, in the closest folder around. What
 * comes or goes farther away changes nothing.
 */
function nearestOf(
  asked: Asked,
  uri: string,
  key: IndexKey,
  fits: (resource: Resource) => boolean = () => true,
): readonly Resource[] {
  const { index, ask, withPatches } = asked;
  const keys = withPatches ? [key, indexKey.ofPatches(key)] : [key];
  for (let container = uri; ; container = containerAround(container)) {
    const isAll = container === '' || !keys.some((each) => index.has(each));
    const within = isAll ? '' : container;
    const found = keys.flatMap((each) => [...index.resourcesWithin(each, within)].filter(fits));
    if (container === uri && (found.length === 0 || isAll) && isBuilt(asked, uri)) {
      const all = keys.flatMap((each) => [...index.resourcesWithin(each, '')].filter(fits));
      const together = all.some((each) => each.uri === uri) ? [] : builtTogether(asked, uri, all);
      // Whatever comes or goes anywhere may be built with the file.
      for (const each of keys) ask(each);
      if (together.length > 0) return together;
    }
    if (found.length === 0 && !isAll) continue;
    for (const each of keys) ask(index.keyWithin(each, within));
    return found;
  }
}

/** The objects that a reference can mean which looks in a namespace, wherever they are. */
export function candidatesIn(
  asked: Asked,
  target: Reference['target'],
  namespace: string | undefined,
): readonly Resource[] {
  return exactFirst(reachableWithin(asked, target, namespace, ''), namespace);
}

/** The objects of that name in a namespace, or in one that may turn out to be it, which lie in a file or below a folder. */
function reachableWithin(
  asked: Asked,
  target: Reference['target'],
  namespace: string | undefined,
  container: string,
): readonly Resource[] {
  const wanted = namespaceKey(namespace);
  const keys =
    wanted === ANY_NAMESPACE
      ? [indexKey.named(target, target.name)]
      : [wanted, ANY_NAMESPACE].map((each) => indexKey.namedIn(target, target.name, each));
  return keys.flatMap((key) => resourcesWithin(asked, key, container));
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
function objectsAtHand(asked: Asked, referrer: Referrer): readonly Resource[] | undefined {
  const { uri } = referrer.resource;
  const inFile = ofKind(asked, referrer.reference.target, uri);
  if (inFile.length > 0) return isOpaque(asked, uri) ? undefined : inFile;
  const folder = folderOf(uri);
  const inFolder = ofKind(asked, referrer.reference.target, folder);
  if (inFolder.length === 0 || isOpaque(asked, folder)) return undefined;
  return isJoinedTo(asked, referrer.resource, folder) ? inFolder : undefined;
}

/** What `View.objectsOf` answers. */
export function objectsOf(asked: Asked, resource: Resource, kind: GroupKind, facet?: Facet): readonly Resource[] {
  const others = (container: string) => ofKindMeeting(asked, { kind, container, facet }, resource.namespace);
  return inScope(asked, resource, others);
}

/** What `View.objectsInAnyNamespace` answers. */
export function objectsInAnyNamespace(
  asked: Asked,
  resource: Resource,
  kind: GroupKind,
  facet?: Facet,
): readonly Resource[] {
  const others = (container: string) => ofKindMeeting(asked, { kind, container, facet }, undefined);
  return inScope(asked, resource, others);
}

function inScope(
  asked: Asked,
  resource: Resource,
  objectsIn: (container: string) => readonly Resource[],
): readonly Resource[] {
  const others = (container: string) => objectsIn(container).filter((other) => other !== resource);
  const inFile = others(resource.uri);
  return inFile.length > 0 || !isSpread(asked, resource) ? inFile : others(folderOf(resource.uri));
}

/** What `View.hasUnread` answers. */
export function hasUnread(asked: Asked, resource: Resource): boolean {
  if (isOpaque(asked, resource.uri)) return true;
  return isSpread(asked, resource) && isOpaque(asked, folderOf(resource.uri));
}

/** Whether what belongs with an object lies in other files of its folder: it is joined to those, and to none of its own. */
function isSpread(asked: Asked, resource: Resource): boolean {
  const known = asked.spread?.get(resource);
  if (known !== undefined) return known;
  const answer =
    !isJoined(asked, resource, resource.uri, () => true) && isJoinedTo(asked, resource, folderOf(resource.uri));
  asked.spread?.set(resource, answer);
  return answer;
}

/** Whether another object of the folder refers to this one, or is referred to by it. */
function isJoinedTo(asked: Asked, resource: Resource, folder: string): boolean {
  return isJoined(asked, resource, folder, (other) => other.uri !== resource.uri && folderOf(other.uri) === folder);
}

function isJoined(asked: Asked, resource: Resource, container: string, isThere: (other: Resource) => boolean): boolean {
  const isNeighbour = (other: Resource) =>
    other !== resource && isThere(other) && namespacesMeet(resource.namespace, other.namespace);
  for (const { target } of resource.references)
    if (reachableWithin(asked, target, resource.namespace, container).some(isNeighbour)) return true;
  if (resource.name === undefined) return false;
  const referrers = referrersWithin(asked, resource, resource.name, container);
  return referrers.some((referrer) => isNeighbour(referrer.resource));
}

/**
 * The largest file or folder around an object in which no other has its name and namespace; undefined where its own file
 * has one. References from beyond that mean another, or decide nothing, unless something builds the two together.
 */
export function realmOf({ index, ask }: Asked, resource: Resource, name: string): string | undefined {
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
  if (namespace === ANY_NAMESPACE || realm === '') ask(index.keyWithin(key, container));
  // In the realm there shall come no other, and around it shall stay one: which one, and how many, is all the same.
  else for (const each of new Set([realm ?? container, container])) ask(index.keyOfSeveral(key, each));
  return realm;
}

/** The references to that name that look in the object's namespace, or may turn out to. */
export function referrersOf(asked: Asked, target: Resource, name: string): readonly Referrer[] {
  return referrersWithin(asked, target, name, '');
}

/** Those of them that stand in a file, or below a folder. */
export function referrersWithin(asked: Asked, target: Resource, name: string, container: string): readonly Referrer[] {
  const namespace = namespaceKey(target.namespace);
  const keys =
    namespace === ANY_NAMESPACE
      ? [indexKey.referrers(target, name)]
      : [namespace, ANY_NAMESPACE].map((each) => indexKey.referrersIn(target, name, each));
  const all = asked.withPatches ? [...keys, ...keys.map(indexKey.ofPatches)] : keys;
  return all.flatMap((key) => {
    asked.ask(asked.index.keyWithin(key, container));
    return [...asked.index.referrersWithin(key, container)];
  });
}

function ofKind(asked: Asked, groupKind: GroupKind, container: string): readonly Resource[] {
  return resourcesOf(asked, indexKey.kindIn(groupKind, container));
}

/** Those of a kind in a file or folder, with a facet if there is one, whose namespace may be the given one. */
function ofKindMeeting(
  asked: Asked,
  {
    kind,
    container,
    facet,
  }: { readonly kind: GroupKind; readonly container: string; readonly facet?: Facet | undefined },
  namespace: string | undefined,
): readonly Resource[] {
  const own = namespaceKey(namespace);
  if (facet?.name === 'name') return ofNameMeeting(asked, kind, facet.value, container, own);
  if (own === ANY_NAMESPACE)
    return facet ? resourcesOf(asked, indexKey.facetIn(kind, container, facet)) : ofKind(asked, kind, container);
  return [own, ANY_NAMESPACE].flatMap((each) =>
    resourcesOf(
      asked,
      facet ? indexKey.facetInNamespace(kind, container, facet, each) : indexKey.kindInNamespace(kind, container, each),
    ),
  );
}

function isOpaque({ index, ask }: Asked, container: string): boolean {
  const key = indexKey.opaqueIn(container);
  ask(key);
  return index.opaque(key);
}
