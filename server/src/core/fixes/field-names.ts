import { memoize } from '../text/memoize.ts';
import { nearestTo } from '../text/similar-names.ts';

/** Names of different kinds for the same thing, which edit distance does not find: a row for each thing. */
export type FieldSynonyms = readonly (readonly string[])[];

const synonymsByName = memoize(
  (synonyms: FieldSynonyms): ReadonlyMap<string, readonly string[]> =>
    new Map(synonyms.flat().map((name) => [name, synonyms.filter((names) => names.includes(name)).flat()])),
);

/**
 * Returns the candidates that may be the intended name: by edit distance first, then by meaning. A field that a kind does
 * not have is often the name that another kind uses.
 */
export function suggestedNames(
  name: string,
  candidates: readonly string[],
  synonyms: FieldSynonyms,
): readonly string[] {
  const alike = synonymsByName(synonyms).get(name) ?? [];
  const meant = alike.filter((each) => each !== name && candidates.includes(each));
  return [...new Set([...nearestTo(name, candidates), ...meant])];
}
