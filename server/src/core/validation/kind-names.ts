import type { GroupKind } from '../objects/group-kind.ts';
import type { SchemaStore } from '../schemas/schema-store.ts';
import { editDistance } from '../text/edit-distance.ts';
import type { GroupOwnership } from './kind-elsewhere.ts';

/**
 * Returns the known kinds of the same group that an unknown kind may be a misspelling of. Empty for a known kind, and in
 * groups that no provider lists, where nothing is known about kinds.
 */
export function similarKinds(
  { group, kind }: GroupKind,
  store: SchemaStore,
  ownership: readonly GroupOwnership[],
): readonly string[] {
  if (store.providerOf(group, kind) || !isListedGroup(group, ownership)) return [];
  return store.kindsOfGroup(group).flatMap((known) => (isSimilar(kind, known.kind) ? [known.kind] : []));
}

/** True if all kinds of a group are custom resources: a provider lists the group. */
export function isListedGroup(group: string, ownership: readonly GroupOwnership[]): boolean {
  return ownership.some(({ own, shared }) => own.includes(group) || shared.includes(group));
}

/**
 * One or two letters differ. Names that differ only in digits are not similar: `MetalCluster` and `Metal3Cluster` are kinds
 * of different providers.
 */
function isSimilar(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > MAX_DISTANCE || one.length < MIN_LENGTH) return false;
  const plain = withoutDigits(one);
  return plain !== withoutDigits(other) && editDistance(one.toLowerCase(), other.toLowerCase()) <= MAX_DISTANCE;
}

const MAX_DISTANCE = 2;
const MIN_LENGTH = 6;

function withoutDigits(text: string): string {
  return text.replace(/\d/g, '');
}
