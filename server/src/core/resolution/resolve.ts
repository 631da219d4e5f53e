import {
  joined,
  type RecordedQuery,
  resourcesIn,
  resourcesOf,
  resourcesWithin,
} from '../dependencies/recorded-query.ts';
import { ANY_NAMESPACE, type IndexKey, indexKey, namespaceKey, targetNamespaceOf } from '../index/object-index.ts';
import { inSameBuild, isInBuild } from '../kustomize/built-together.ts';
import { mayBeBuilt } from '../kustomize/may-be-built.ts';
import type { GroupKind } from '../objects/group-kind.ts';
import type { Reference } from '../objects/references.ts';
import type { Referrer, Resolution } from '../objects/resolution.ts';
import type { Facet, Resource } from '../objects/resource.ts';
import { isTemplate } from '../objects/template-text.ts';
import { containerAround, distanceBetween, folderOf } from '../text/containers.ts';
import { namedObjectsInNamespace } from './same-name.ts';

export function resolve(query: RecordedQuery, referrer: Referrer): Resolution {
  const { resource: from, reference } = referrer;
  const { target, field } = reference;
  const [nearest, ...others] = nearestTo(query, from.uri, target, targetNamespaceOf(referrer));
  if (nearest && others.length === 0) return { kind: 'object', resource: nearest };
  if (nearest) return { kind: 'unknowable', candidates: [nearest, ...others] };
  if (field.isExternal || isTemplate(target.name)) return { kind: 'unknowable', candidates: [] };
  const siblings = likelySiblings(query, referrer);
  if (!siblings || siblings.some(({ name }) => name === undefined || isTemplate(name)))
    return { kind: 'unknowable', candidates: [] };
  if (mayBeBuilt(query, from.uri, target, target.name)) return { kind: 'unknowable', candidates: [] };
  const named = resourcesOf(query, indexKey.named(target, target.name));
  return {
    kind: 'absent',
    others: siblings,
    inOtherNamespaces: named.filter((candidate) => siblings.includes(candidate)),
  };
}

/**
 * Returns the objects that a reference in a file can mean if it looks in a namespace: the nearest, in the same file, build
 * or folder, or in the closest folder around both. Several mean that the reference is ambiguous. An object of the namespace
 * comes first, unless one whose namespace is unknown is nearer.
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
  const [first] = exact;
  if (first && (first.uri === uri || isInBuild(query, uri))) return exact;
  const possible =
    wanted === ANY_NAMESPACE
      ? indexKey.named(target, target.name)
      : indexKey.namedIn(target, target.name, ANY_NAMESPACE);
  return nearestTargets(uri, exact, nearestOf(query, uri, possible));
}

/**
 * Returns the possible targets of a reference in a file, from the nearest objects of its namespace and the nearest objects
 * that can be in it: the latter too if they are nearer.
 */
export function nearestTargets(
  uri: string,
  exact: readonly Resource[],
  possible: readonly Resource[],
): readonly Resource[] {
  const [first, other] = [exact[0], possible[0]];
  if (!first || !other) return first ? exact : possible;
  return distanceBetween(uri, other.uri) < distanceBetween(uri, first.uri) ? [...exact, ...possible] : exact;
}

/**
 * Returns the objects with a key that fit and are nearest to a file: in the same file, the same build, or the closest
 * folder around it. Objects farther away do not invalidate the result.
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
    if (container === uri && (found.length === 0 || isAll) && isInBuild(query, uri)) {
      const all = keys.flatMap((each) => [...index.resourcesWithin(each, '')].filter(fits));
      const together = all.some((each) => each.uri === uri) ? [] : inSameBuild(query, uri, all);
      // A document anywhere in the workspace may become part of the same build.
      for (const each of keys) record(each);
      if (together.length > 0) return together;
    }
    if (found.length === 0 && !isAll) continue;
    for (const each of keys) record(index.keyWithin(each, within));
    return found;
  }
}

/** Returns all possible targets of a reference from a namespace, in all files. */
export function candidatesIn(
  query: RecordedQuery,
  target: Reference['target'],
  namespace: string | undefined,
): readonly Resource[] {
  return reachableWithin(query, target, namespace, '');
}

/** Returns the objects with that name in a file or folder whose namespace is, or may be, the given one. */
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

function namespacesOverlap(one: string | undefined, other: string | undefined): boolean {
  const [a, b] = [namespaceKey(one), namespaceKey(other)];
  return a === b || a === ANY_NAMESPACE || b === ANY_NAMESPACE;
}

/**
 * Returns the objects that the target would be among if the user kept it with the referrer: those of its kind in the
 * same file, or else in the same folder, if the referrer is connected to other files there. Returns undefined if there
 * are none, or if an unreadable document may contain the target.
 */
function likelySiblings(query: RecordedQuery, referrer: Referrer): readonly Resource[] | undefined {
  const { uri } = referrer.resource;
  const inFile = ofKind(query, referrer.reference.target, uri);
  if (inFile.length > 0) return isOpaque(query, uri) ? undefined : inFile;
  const folder = folderOf(uri);
  const inFolder = ofKind(query, referrer.reference.target, folder);
  if (inFolder.length === 0 || isOpaque(query, folder)) return undefined;
  return isConnectedToOthers(query, referrer.resource, folder) ? inFolder : undefined;
}

/** Implements `View.objectsOf`. */
export function objectsOf(
  query: RecordedQuery,
  resource: Resource,
  kind: GroupKind,
  facet?: Facet,
): readonly Resource[] {
  const others = (container: string) => objectsInNamespace(query, { kind, container, facet }, resource.namespace);
  return inScope(query, resource, others);
}

/** Implements `View.objectsInAnyNamespace`. */
export function objectsInAnyNamespace(
  query: RecordedQuery,
  resource: Resource,
  kind: GroupKind,
  facet?: Facet,
): readonly Resource[] {
  const others = (container: string) => objectsInNamespace(query, { kind, container, facet }, undefined);
  return inScope(query, resource, others);
}

function inScope(
  query: RecordedQuery,
  resource: Resource,
  objectsIn: (container: string) => readonly Resource[],
): readonly Resource[] {
  const others = (container: string) => without(objectsIn(container), resource);
  const inFile = others(resource.uri);
  return inFile.length > 0 || !isAcrossFiles(query, resource) ? inFile : others(folderOf(resource.uri));
}

function without<Item>(items: readonly Item[], item: Item): readonly Item[] {
  const at = items.indexOf(item);
  return at < 0 ? items : items.toSpliced(at, 1);
}

/** Implements `View.hasUnreadable`. */
export function hasUnreadable(query: RecordedQuery, resource: Resource): boolean {
  if (isOpaque(query, resource.uri)) return true;
  return isAcrossFiles(query, resource) && isOpaque(query, folderOf(resource.uri));
}

/** Returns true if the object is connected to objects in other files of its folder, and to none in its own file. */
function isAcrossFiles(query: RecordedQuery, resource: Resource): boolean {
  const known = query.acrossFiles?.get(resource);
  if (known !== undefined) return known;
  const answer =
    !isConnected(query, resource, resource.uri, () => true) &&
    isConnectedToOthers(query, resource, folderOf(resource.uri));
  query.acrossFiles?.set(resource, answer);
  return answer;
}

/** Returns true if another object of the folder refers to this one, or the reverse. */
function isConnectedToOthers(query: RecordedQuery, resource: Resource, folder: string): boolean {
  return isConnected(query, resource, folder, (other) => other.uri !== resource.uri && folderOf(other.uri) === folder);
}

function isConnected(
  query: RecordedQuery,
  resource: Resource,
  container: string,
  isIncluded: (other: Resource) => boolean,
): boolean {
  const isRelated = (other: Resource) =>
    other !== resource && isIncluded(other) && namespacesOverlap(resource.namespace, other.namespace);
  for (const { target } of resource.references)
    if (reachableWithin(query, target, resource.namespace, container).some(isRelated)) return true;
  if (resource.name === undefined) return false;
  const referrers = referrersWithin(query, resource, resource.name, container);
  return referrers.some((referrer) => isRelated(referrer.resource));
}

/**
 * Returns the largest file or folder around an object in which no other object has its name and namespace; undefined if
 * its own file contains another. References from outside resolve to another object or are ambiguous, unless a build
 * contains both.
 */
export function exclusiveContainerOf(
  { index, record }: RecordedQuery,
  resource: Resource,
  name: string,
): string | undefined {
  const namespace = namespaceKey(resource.namespace);
  const key = indexKey.namedIn(resource, name, namespace);
  const hasOther = (container: string) => {
    for (const other of index.resourcesWithin(key, container))
      if (other !== resource && other.namespace === resource.namespace) return true;
    return false;
  };
  let [exclusive, container]: [string | undefined, string] = hasOther('') ? [undefined, resource.uri] : ['', ''];
  for (; exclusive !== '' && !hasOther(container); container = containerAround(container)) exclusive = container;
  // An unknown namespace may or may not be equal, so every object with the name matters. Without another object, every
  // added one matters.
  if (namespace === ANY_NAMESPACE || exclusive === '') record(index.keyWithin(key, container));
  // The result holds while the container has no other object and the folder around it has one.
  else for (const each of new Set([exclusive ?? container, container])) record(index.keyOfSeveral(key, each));
  return exclusive;
}

/** Returns the references to that name from the object's namespace, or from an unknown namespace. */
export function referrersOf(query: RecordedQuery, target: Resource, name: string): readonly Referrer[] {
  return referrersWithin(query, target, name, '');
}

/** Like `referrersOf`, limited to a file or folder. */
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
  for (const key of all) query.record(query.index.keyWithin(key, container));
  return joined(all.map((key) => query.index.referrersWithin(key, container)));
}

function ofKind(query: RecordedQuery, kind: GroupKind, container: string): readonly Resource[] {
  return resourcesIn(query, { kind, container });
}

/**
 * Returns the objects of a kind in a file or folder, with the facet if given, whose namespace is or may be the given
 * one.
 */
function objectsInNamespace(
  query: RecordedQuery,
  {
    kind,
    container,
    facet,
  }: { readonly kind: GroupKind; readonly container: string; readonly facet?: Facet | undefined },
  namespace: string | undefined,
): readonly Resource[] {
  const own = namespaceKey(namespace);
  if (facet?.name === 'name') return namedObjectsInNamespace(query, kind, facet.value, container, own);
  if (own === ANY_NAMESPACE) return resourcesIn(query, { kind, container, facet });
  const namespaces = [own, ANY_NAMESPACE];
  return joined(namespaces.map((each) => resourcesIn(query, { kind, container, facet, namespace: each })));
}

function isOpaque({ index, record }: RecordedQuery, container: string): boolean {
  const key = indexKey.opaqueIn(container);
  record(key);
  return index.hasOpaque(key);
}
