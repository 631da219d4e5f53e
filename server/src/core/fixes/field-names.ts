import { nearestTo } from '../text/similar-names.ts';

/** Names of different kinds for the same thing, which edit distance does not find: a row for each thing. */
export type FieldSynonyms = readonly (readonly string[])[];

/**
 * Returns the candidates that may be the intended name: by edit distance first, then by meaning. A field that a kind does
 * not have is often the name that another kind uses.
 */
export function suggestedNames(
  name: string,
  candidates: readonly string[],
  synonyms: FieldSynonyms,
): readonly string[] {
  const alike = synonyms.filter((names) => names.includes(name)).flat();
  const meant = alike.filter((each) => each !== name && candidates.includes(each));
  return [...new Set([...nearestTo(name, candidates), ...meant])];
}
