import { memoize } from '../text/memoize.ts';
import { nearestTo } from '../text/similar-names.ts';

/** Names of different kinds for the same thing, which edit distance does not find: a row for each thing. */
export type FieldSynonyms = readonly (readonly string[])[];

const synonymsByName = memoize(
  (synonyms: FieldSynonyms): ReadonlyMap<string, readonly string[]> =>
    new Map(synonyms.flat().map((name) => [name, synonyms.filter((names) => names.includes(name)).flat()])),
);

/**
 * Returns the candidates that may be the intended name: with the same letters first, then by edit distance, then by
 * meaning. A field that a kind does not have is often the name that another kind uses.
 */
export function suggestedNames(
  name: string,
  candidates: readonly string[],
  synonyms: FieldSynonyms,
): readonly string[] {
  const letters = lettersOf(name);
  const same = candidates.filter((each) => each !== name && lettersOf(each) === letters);
  const alike = synonymsByName(synonyms).get(name) ?? [];
  const meant = alike.filter((each) => each !== name && candidates.includes(each));
  return [...new Set([...same, ...nearestTo(name, candidates), ...meant])];
}

/** Returns a name without the separators of other conventions, such as snake case. */
function lettersOf(name: string): string {
  return name.replace(/[_.\s-]/g, '').toLowerCase();
}
