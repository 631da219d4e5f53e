import type { GroupKind } from '../objects/group-kind.ts';
import { isTemplate } from '../objects/template-text.ts';
import type { KindEntry } from '../schemas/bundle.ts';
import type { SchemaStore } from '../schemas/schema-store.ts';
import { editDistance } from '../text/edit-distance.ts';

/** Which API groups a provider owns. */
export interface GroupOwnership {
  /** Groups in which only this project defines kinds: a kind that it does not define does not exist. */
  readonly exclusive: readonly string[];
  /** Groups in which every provider of the contract can define kinds. */
  readonly shared: readonly string[];
  /** Matches the names of kinds that no other project would define in a shared group. */
  readonly kindNames?: RegExp;
  /** Matches the names of kinds that no other project would define in any group. */
  readonly properNames?: RegExp;
}

/** A kind, with the versions that any release serves, the preferred one first. */
export interface KnownKind extends GroupKind {
  readonly versions: readonly string[];
}

/** Returns a kind with its versions. */
export function withVersions({ group, kind }: GroupKind, store: SchemaStore): KnownKind {
  const releases = store.providerOf(group, kind)?.releases.toReversed() ?? [];
  return { group, kind, versions: [...new Set(releases.flatMap((each) => store.versionsServed(group, kind, each)))] };
}

/**
 * Returns the kind of the same name in another group, if the group of `wanted` certainly has no such kind, or is a
 * misspelling of its group. Undefined if an unknown provider may define it there, if several groups have a kind of that
 * name, or if the group is a template.
 */
export function kindInOtherGroup(
  { group, kind }: GroupKind,
  store: SchemaStore,
  ownership: readonly GroupOwnership[],
): KindEntry | undefined {
  const [candidate, ...others] = store.kindsNamed(kind);
  if (!candidate || others.length > 0 || candidate.group === group || isTemplate(group)) return undefined;
  const isOwn = ownership.some(({ exclusive }) => exclusive.includes(group));
  const isShared = ownership.some(({ shared }) => shared.includes(group));
  const isOwnName = ownership.some(({ kindNames }) => kindNames?.test(kind));
  const isProperName = ownership.some(({ properNames }) => properNames?.test(kind));
  const isMisspelled = group !== '' && !isOwn && !isShared && editDistance(group, candidate.group, 1) <= 1;
  return isOwn || (isShared && isOwnName) || (group !== '' && isProperName) || isMisspelled ? candidate : undefined;
}
