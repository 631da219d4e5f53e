import type { Resource } from '../objects/resource.ts';
import { memoize } from '../text/memoize.ts';
import { titleOf } from './outline.ts';

/** The maximum number of results. Editors query again after every keystroke. */
const MAX_RESULTS = 200;

const searchedOf = memoize((resource: Resource) => ({
  name: (resource.name ?? '').toLowerCase(),
  title: titleOf(resource).toLowerCase(),
}));

/**
 * Returns the objects that match a query: every word must occur in the kind, the name or the namespace, at least as a
 * subsequence. Objects whose name starts with a word come first, then those whose name contains it.
 */
export function findObjects(resources: Iterable<Resource>, query: string): readonly Resource[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const ranked: Resource[][] = [[], [], []];
  for (const resource of resources) {
    const rank = rankOf(resource, words);
    const list = rank === undefined ? undefined : ranked[rank];
    if (list && list.length < MAX_RESULTS) list.push(resource);
    if ((ranked[0]?.length ?? 0) >= MAX_RESULTS) break;
  }
  return ranked
    .flatMap((list) => list.toSorted((a, b) => compare(searchedOf(a).title, searchedOf(b).title)))
    .slice(0, MAX_RESULTS);
}

/** Returns 0 for the best match; undefined if a word does not match. */
function rankOf(resource: Resource, words: readonly string[]): number | undefined {
  const { name, title } = searchedOf(resource);
  let worst = 0;
  for (const word of words) {
    if (name.startsWith(word)) continue;
    if (title.includes(word)) worst = Math.max(worst, 1);
    else if (isSubsequence(title, word)) worst = 2;
    else return undefined;
  }
  return worst;
}

function isSubsequence(text: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
