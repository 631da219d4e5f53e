import type { GroupKind } from '../objects/group-kind.ts';
import type { SchemaStore } from '../schemas/schema-store.ts';
import { editDistance } from '../text/edit-distance.ts';
import type { GroupOwnership } from './kind-in-other-group.ts';

/**
 * Returns the known kinds of the same group that an unknown kind may be a misspelling of, nearest first. Empty for a known kind, and in
 * groups that no provider lists, where nothing is known about kinds.
 */
export function similarKinds(
  { group, kind }: GroupKind,
  store: SchemaStore,
  ownership: readonly GroupOwnership[],
): readonly string[] {
  if (store.providerOf(group, kind) || !isListedGroup(group, ownership)) return [];
  const isExclusive = ownership.some(({ exclusive }) => exclusive.includes(group));
  const distanceTo = (known: string) => editDistance(kind.toLowerCase(), known.toLowerCase());
  return store
    .kindsOfGroup(group)
    .flatMap((known) => (isSimilar(kind, known.kind) || (isExclusive && isNear(kind, known.kind)) ? [known.kind] : []))
    .sort((one, other) => distanceTo(one) - distanceTo(other));
}

/** Compares complete names: where one project defines all kinds, short words do not distinguish providers. */
function isNear(one: string, other: string): boolean {
  const limit = Math.min(MAX_DISTANCE, Math.floor(other.length / LETTERS_PER_TYPO));
  return editDistance(one.toLowerCase(), other.toLowerCase(), limit) <= limit;
}

/** Returns true if all kinds of a group are custom resources: a provider lists the group. */
export function isListedGroup(group: string, ownership: readonly GroupOwnership[]): boolean {
  return ownership.some(({ exclusive, shared }) => exclusive.includes(group) || shared.includes(group));
}

/**
 * Compares names word by word: `Metal3Clutser` is similar to `Metal3Cluster`, but `DOCluster` not to `DevCluster`, since short
 * words and digits distinguish providers.
 */
function isSimilar(one: string, other: string): boolean {
  if (one.toLowerCase() === other.toLowerCase() || isLongerByOne(one, other) || isSwap(one, other)) return true;
  const [words, others] = [wordsOf(one), wordsOf(other)];
  if (words.length !== others.length || withoutDigits(one) === withoutDigits(other)) return false;
  const distances = words.map((word, index) => wordDistance(word, others[index] ?? ''));
  return distances.reduce((sum, each) => sum + each, 0) <= MAX_DISTANCE;
}

/** Returns true for a plural, and for a long name whose last letter is missing. */
function isLongerByOne(one: string, other: string): boolean {
  return one === `${other}s` || (one.length >= MIN_NAME && one.length === other.length - 1 && other.startsWith(one));
}

/** Returns true if two long names differ in two swapped letters only, also next to a digit: `Meta3lCluster`. */
function isSwap(one: string, other: string): boolean {
  return (
    one.length === other.length && one.length >= MIN_NAME && editDistance(one, other, 1) === 1 && isAnagram(one, other)
  );
}

function isAnagram(one: string, other: string): boolean {
  return [...one].sort().join('') === [...other].sort().join('');
}

/**
 * Returns the edit distance of two words; infinite if one of them is short, or for more than a third of its letters.
 */
function wordDistance(one: string, other: string): number {
  if (one === other) return 0;
  if (Math.max(one.length, other.length) < MIN_WORD) return Number.POSITIVE_INFINITY;
  const distance = editDistance(one, other);
  return distance <= Math.floor(Math.min(one.length, other.length) / LETTERS_PER_TYPO)
    ? distance
    : Number.POSITIVE_INFINITY;
}

const MAX_DISTANCE = 2;
const LETTERS_PER_TYPO = 3;
const MIN_WORD = 5;
const MIN_NAME = 8;

/** Returns the words of a name in camel case: `Metal3Cluster` has two. Acronyms are words. */
function wordsOf(name: string): readonly string[] {
  return name.match(/[A-Z]+(?![a-z])\d*|[A-Z]?[a-z]+\d*|\d+/g) ?? [name];
}

function withoutDigits(text: string): string {
  return text.replace(/\d/g, '');
}
