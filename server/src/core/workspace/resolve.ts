import type { Facet } from '../resources/facets.ts';
import type { Reference } from '../resources/references.ts';
import type { GroupKind, Resource } from '../resources/resource.ts';
import { isTemplate } from '../resources/template-text.ts';
import { type Asked, resourcesOf } from './asked.ts';
import { mayBeBuilt } from './built-names.ts';
import { ANY_NAMESPACE, folderOf, indexKey, namespaceKey, namespaceLookedIn, type Referrer } from './object-index.ts';

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
  const namespace = namespaceLookedIn(referrer);
  const candidates = candidatesIn(asked, target, namespace);
  if (candidates.length > 0) return nearest(from.uri, candidates);
  if (field.elsewhere || isTemplate(target.name)) return { kind: 'unknowable', candidates: [] };
  const others = objectsAtHand(asked, referrer);
  if (!others || others.some(({ name }) => name === undefined || isTemplate(name)))
    return { kind: 'unknowable', candidates: [] };
  if (mayBeBuilt(asked, from.uri, target, target.name)) return { kind: 'unknowable', candidates: [] };
  const named = resourcesOf(asked, indexKey.named(target, target.name));
  return { kind: 'absent', others, elsewhere: named.filter((candidate) => others.includes(candidate)) };
}

/** The objects that a reference can mean which looks in a namespace, wherever they are. */
export function candidatesIn(
  asked: Asked,
  target: Reference['target'],
  namespace: string | undefined,
): readonly Resource[] {
  return exactFirst(reachableFrom(asked, target, namespace), namespace);
}

/** The objects of that name in a namespace, or in one that may turn out to be it. */
function reachableFrom(asked: Asked, target: Reference['target'], namespace: string | undefined): readonly Resource[] {
  const wanted = namespaceKey(namespace);
  if (wanted === ANY_NAMESPACE) return resourcesOf(asked, indexKey.named(target, target.name));
  return [wanted, ANY_NAMESPACE].flatMap((each) => resourcesOf(asked, indexKey.namedIn(target, target.name, each)));
}

function namespacesMeet(one: string | undefined, other: string | undefined): boolean {
  const [a, b] = [namespaceKey(one), namespaceKey(other)];
  return a === b || a === ANY_NAMESPACE || b === ANY_NAMESPACE;
}

function exactFirst(candidates: readonly Resource[], namespace: string | undefined): readonly Resource[] {
  const exact = candidates.filter((candidate) => candidate.namespace === namespace);
  return exact.length > 0 ? exact : candidates;
}

/** The one nearest to a file: in it, in its folder, in the closest folder around both. Two as near decide nothing. */
function nearest(uri: string, candidates: readonly Resource[]): Resolution {
  let best: Resource[] = [];
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const distance = distanceBetween(uri, candidate.uri);
    if (distance < least) {
      least = distance;
      best = [];
    }
    if (distance === least) best.push(candidate);
  }
  const [only] = best;
  return only && best.length === 1 ? { kind: 'object', resource: only } : { kind: 'unknowable', candidates: best };
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
  return (
    !isJoined(asked, resource, (other) => other.uri === resource.uri) &&
    isJoinedTo(asked, resource, folderOf(resource.uri))
  );
}

/** Whether another object of the folder refers to this one, or is referred to by it. */
function isJoinedTo(asked: Asked, resource: Resource, folder: string): boolean {
  return isJoined(asked, resource, (other) => other.uri !== resource.uri && folderOf(other.uri) === folder);
}

function isJoined(asked: Asked, resource: Resource, isThere: (other: Resource) => boolean): boolean {
  const isNeighbour = (other: Resource) =>
    other !== resource && isThere(other) && namespacesMeet(resource.namespace, other.namespace);
  for (const { target } of resource.references)
    if (reachableFrom(asked, target, resource.namespace).some(isNeighbour)) return true;
  if (resource.name === undefined) return false;
  return referrersOf(asked, resource, resource.name).some((referrer) => isNeighbour(referrer.resource));
}

/** The references to that name that look in the object's namespace, or may turn out to. */
export function referrersOf(asked: Asked, target: Resource, name: string): readonly Referrer[] {
  const namespace = namespaceKey(target.namespace);
  const keys =
    namespace === ANY_NAMESPACE
      ? [indexKey.referrers(target, name)]
      : [namespace, ANY_NAMESPACE].map((each) => indexKey.referrersIn(target, name, each));
  const all = asked.withPatches ? [...keys, ...keys.map(indexKey.ofPatches)] : keys;
  for (const key of all) asked.ask(key);
  return all.flatMap((key) => [...asked.index.referrers(key)]);
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
