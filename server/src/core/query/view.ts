import type { FactMatches } from '../facts/fact-index.ts';
import type { FieldSynonyms } from '../fixes/field-names.ts';
import type { GroupKind } from '../objects/group-kind.ts';
import type { Reference } from '../objects/references.ts';
import type { Referrer, Resolution } from '../objects/resolution.ts';
import type { Facet, Resource } from '../objects/resource.ts';
import type { JsonValue } from '../schemas/structural-schema.ts';
import type { VersionDeprecation } from '../schemas/version-deprecation.ts';
import type { VersionRemoval } from '../schemas/version-removal.ts';
import type { NodePath } from '../syntax/lookup.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { TextChange } from '../text/span.ts';
import type { KnownKind } from '../validation/kind-in-other-group.ts';
import type { StoredObject } from '../validation/stored-object.ts';
import type { Violation } from '../validation/violation.ts';
import type { PathState } from './path-state.ts';

/**
 * The queries that rules can make. Each query is recorded, so that an edit that changes its result runs the rule again.
 */
export interface View {
  /** False if the file has so many findings that most of them are not reported. */
  readonly offersFixes: boolean;
  resolve(resource: Resource, reference: Reference): Resolution;
  referrersTo(resource: Resource): readonly Referrer[];
  /**
   * Returns the other objects of a kind that belong with an object, if their namespaces can be equal: those in its file
   * or, if there are none and the object is connected to other files of its folder, those in its folder. With a facet,
   * returns only the objects that have it. Without a facet, every edit of such an object runs the rule again, so use
   * the narrowest query.
   */
  objectsOf(resource: Resource, kind: GroupKind, facet?: Facet): readonly Resource[];
  /** Like `objectsOf`, for kinds that serve all namespaces from their own. */
  objectsInAnyNamespace(resource: Resource, kind: GroupKind, facet?: Facet): readonly Resource[];
  /** Returns the other objects of its file that have its kind, name and namespace. */
  duplicatesOf(resource: Resource): readonly Resource[];
  /**
   * Returns true if a document with syntax errors is in the same scope as the object: a missing object may be in it.
   */
  hasUnreadable(resource: Resource): boolean;
  /**
   * Returns the applicable releases of a provider, newest first: the target, or the releases that serve the versions
   * of the object, of the objects connected to it, and of those in `about`.
   */
  releases(provider: string, about?: readonly Resource[]): readonly string[];
  /** Returns the target release of a provider; undefined if the user has not set one. */
  target(provider: string): string | undefined;
  /** Returns the end of the version of an object, if the release after the target does not serve it. */
  removalOf(resource: Resource): VersionRemoval | undefined;
  /** Returns the name of a provider in messages. */
  titleOf(provider: string): string;
  /** Returns what the host states about a file or folder by its URI; undefined as long as it has not. */
  pathState(uri: string): PathState | undefined;
  /**
   * Returns true for complete objects, which are neither patches nor templates. Only then does a missing field mean
   * absence.
   */
  isComplete(resource: Resource): boolean;
  /** Returns true if the build of a kustomization includes the file of an object. */
  isInBuild(resource: Resource): boolean;
  /** Returns the schema violations for which the API server rejects the object. */
  violations(resource: Resource): readonly Violation[];
  /** Returns an object as the newest applicable release stores it; undefined for kinds and versions of other providers. */
  stored(resource: Resource): StoredObject | undefined;
  /** Returns the kind of the same name in another group, if the stated group certainly has no such kind. */
  kindInOtherGroup(kind: GroupKind): KnownKind | undefined;
  /** Returns the known kinds of the same group that an unknown kind may be a misspelling of. */
  similarKinds(kind: GroupKind): readonly string[];
  /** Returns the facts that apply to an object. */
  factsIn(resource: Resource): FactMatches;
  readonly contributions: RuleContributions;
}

/** Provider-specific functions for the rules and fixes of the engine. */
export interface RuleContributions {
  /**
   * Returns the lines of a minimal document that defines what a reference misses, in the API generation of the referring
   * object; undefined for kinds that are not written by hand.
   */
  skeletonOf(resource: Resource, reference: Reference, view: View): readonly string[] | undefined;
  /** Returns true if the object of that name must not be offered as the target of a reference. */
  isUnsuitableTarget(resource: Resource, reference: Reference, name: string): boolean;
  /** Returns true if the namespace of a reference has no effect, and a rule of a provider reports another namespace. */
  ignoresNamespace(resource: Resource, reference: Reference): boolean;
  /** Returns what the version of an object has instead of a field that another version of the kind has at `path`. */
  counterpartOf(resource: VersionedKind, path: NodePath): FieldCounterpart | undefined;
  /**
   * Returns the changes that bring a field of an older version, and its value, to its place in the version of the object.
   * Undefined if the text allows no safe change. The object must be a complete document or an item of a List.
   */
  migrateField(document: ManifestDocument, resource: VersionedKind, path: NodePath): readonly TextChange[] | undefined;
  readonly fieldSynonyms: FieldSynonyms;
  /** Returns the deprecation of the version of an object; undefined if it is not deprecated. */
  deprecationOf(resource: VersionedKind): VersionDeprecation | undefined;
  /** Returns the only valid value of a missing required field; undefined if there are several. */
  certainValueOf(resource: Resource, path: NodePath): string | number | undefined;
}

/** What the version of an object has instead of a field of another version. */
export interface FieldCounterpart {
  /** Where the version has the field; undefined if it does not have it. */
  readonly path?: NodePath;
  /** The other places, if the field became several. */
  readonly others?: readonly NodePath[];
  /** How the newer of the two versions writes the value, if the other one writes it differently. */
  readonly form?: 'seconds' | 'list' | 'group';
  /** Why the version does not have the field, and what to do, as sentences. */
  readonly reason?: string;
  /** Values that have the same effect as no field, so the field can be removed. */
  readonly harmless?: readonly JsonValue[];
  /** A field that the author may want instead of any other value. */
  readonly instead?: { readonly title: string; readonly field: string; readonly value: boolean | number | string };
}

/** A kind in a version. */
export interface VersionedKind extends GroupKind {
  readonly version: string;
}
