import type { FactMatches } from '../facts/fact-index.ts';
import type { GroupKind } from '../objects/group-kind.ts';
import type { Reference } from '../objects/references.ts';
import type { Referrer, Resolution } from '../objects/resolution.ts';
import type { Facet, Resource } from '../objects/resource.ts';
import type { VersionDeprecation } from '../schemas/version-deprecation.ts';
import type { NodePath } from '../syntax/lookup.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { TextChange } from '../text/span.ts';
import type { Violation } from '../validation/violation.ts';

/** What rules may ask. Every answer is recorded, so that an edit that changes it re-evaluates the rule. */
export interface View {
  resolve(resource: Resource, reference: Reference): Resolution;
  referrersTo(resource: Resource): readonly Referrer[];
  /**
   * Returns the other objects of a kind that belong with an object: those of its file, or else those of its folder if the
   * object is connected to files there, where their namespaces can be equal. With a facet, only the objects that have it.
   * Without one, every edit of such an object re-evaluates the rule, so ask for the narrowest.
   */
  objectsOf(resource: Resource, kind: GroupKind, facet?: Facet): readonly Resource[];
  /** The same for kinds that serve all namespaces from one of their own. */
  objectsInAnyNamespace(resource: Resource, kind: GroupKind, facet?: Facet): readonly Resource[];
  /** Returns the other objects of its file that have its kind, name and namespace. */
  namesakes(resource: Resource): readonly Resource[];
  /** True if a document with syntax errors belongs with an object: a missing object may be in it. */
  hasUnread(resource: Resource): boolean;
  /**
   * Returns the applicable releases of a provider, newest first: the target, or the releases that serve the versions
   * of the object, of the objects connected to it, and of those in `about`.
   */
  releases(provider: string, about?: readonly Resource[]): readonly string[];
  /** Returns the target release of a provider; undefined if the author has not set one. */
  target(provider: string): string | undefined;
  /** Returns the name of a provider as messages write it. */
  titleOf(provider: string): string;
  /** True for complete objects: neither patches nor output of a template. Only then does a missing field mean absence. */
  isWhole(resource: Resource): boolean;
  /** Returns what the API server rejects in the object, by its schema. */
  violations(resource: Resource): readonly Violation[];
  /** Returns the kind of the same name in another group, if the stated group certainly has no such kind. */
  kindElsewhere(kind: GroupKind): GroupKind | undefined;
  /** Returns the known kinds of the same group that an unknown kind may be a misspelling of. */
  similarKinds(kind: GroupKind): readonly string[];
  /** Returns the facts that apply to an object. */
  factsIn(resource: Resource): FactMatches;
  readonly contributions: RuleContributions;
}

/** What providers contribute to the rules and fixes that know no provider. */
export interface RuleContributions {
  /**
   * Returns the lines of a minimal document that defines what a reference misses, in the API generation of the referring
   * object; undefined for kinds that are not written by hand.
   */
  skeletonOf(resource: Resource, reference: Reference, view: View): readonly string[] | undefined;
  /** True if the object of that name must not be offered as the target of a reference. */
  isUnsuitableTarget(resource: Resource, reference: Reference, name: string): boolean;
  /** Returns what the version of an object has instead of a field that another version of the kind has at `path`. */
  counterpartOf(resource: VersionedKind, path: NodePath): FieldCounterpart | undefined;
  /**
   * Returns the changes that bring a field of an older version, and its value, to its place in the version of the object.
   * Undefined if the text allows no safe change. The object must be a complete document.
   */
  migrateField(document: ManifestDocument, resource: VersionedKind, path: NodePath): readonly TextChange[] | undefined;
  /** Returns that a provider deprecates the version of an object. */
  deprecationOf(resource: VersionedKind): VersionDeprecation | undefined;
  /** Returns the only sensible value of a missing required field. */
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
  /** A field that the author may want instead. */
  readonly instead?: { readonly title: string; readonly field: string; readonly value: boolean | number | string };
}

/** A kind in a version. */
export interface VersionedKind extends GroupKind {
  readonly version: string;
}
