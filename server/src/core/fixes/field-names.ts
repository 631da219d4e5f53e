import { memoize } from '../text/memoize.ts';
import { nearestTo } from '../text/similar-names.ts';

/** Names of different kinds for the same thing, which edit distance does not find: a row for each thing. */
export type FieldSynonyms = readonly (readonly string[])[];

const synonymsByName = memoize(
  (synonyms: FieldSynonyms): ReadonlyMap<string, readonly string[]> =>
    new Map(synonyms.flat().map((name) => [name, synonyms.filter((names) => names.includes(name)).flat()])),
);

/**
 * Returns the candidates that may be the intended name: with the same letters or words first, then by edit distance, then by
 * meaning. A field that a kind does not have is often the name that another kind uses.
 */
export function suggestedNames(
  name: string,
  candidates: readonly string[],
  synonyms: FieldSynonyms,
): readonly string[] {
  const letters = lettersOf(name);
  const complete = withoutAbbreviations(name);
  const same = candidates.filter(
    (each) => each !== name && (lettersOf(each) === letters || withoutAbbreviations(each) === complete),
  );
  const alike = synonymsByName(synonyms).get(name) ?? [];
  const meant = alike.filter((each) => each !== name && candidates.includes(each));
  return [...new Set([...same, ...nearestTo(name, candidates), ...meant])];
}

/** Returns a name without the separators of other conventions, such as snake case. */
function lettersOf(name: string): string {
  return name.replace(/[_.\s-]/g, '').toLowerCase();
}

/** Abbreviations of words that the names of fields contain. */
const ABBREVIATIONS: ReadonlyMap<string, string> = new Map([
  ['addr', 'address'],
  ['addrs', 'addresses'],
  ['cert', 'certificate'],
  ['certs', 'certificates'],
  ['cfg', 'configuration'],
  ['config', 'configuration'],
  ['db', 'database'],
  ['env', 'environment'],
  ['img', 'image'],
  ['infra', 'infrastructure'],
  ['net', 'network'],
  ['nets', 'networks'],
  ['ns', 'namespace'],
  ['ref', 'reference'],
  ['refs', 'references'],
  ['repo', 'repository'],
  ['svc', 'service'],
]);

/** Returns the letters of a name with complete words: `infrastructurereference` for `infraRef`. */
function withoutAbbreviations(name: string): string {
  const words = name.split(/[_.\s-]|(?<=[a-z0-9])(?=[A-Z])/);
  return words.map((word) => ABBREVIATIONS.get(word.toLowerCase()) ?? word.toLowerCase()).join('');
}
