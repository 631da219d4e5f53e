import { editDistance } from './edit-distance.ts';
import { memoize } from './memoize.ts';

/** The number of similar names that are returned. */
const MAX_SIMILAR = 10;
/**
 * The number of compared characters of one query. It is enough for a hundred names that consist of nearly the same
 * characters; names that do not are excluded without a comparison.
 */
const MAX_COMPARED = 2_000;

/**
 * Names among which the intended one is looked up when a name is misspelled. For queries about the same names, create one
 * object: a query takes a few nanoseconds for each name, and a limited time for all names that consist of nearly the
 * same characters.
 */
export class SimilarNames {
  readonly #names: readonly string[];
  readonly #lower: readonly string[];
  readonly #characters: readonly number[];

  constructor(names: Iterable<string>) {
    this.#names = [...new Set(names)];
    this.#lower = this.#names.map((name) => name.toLowerCase());
    this.#characters = this.#lower.map(charactersOf);
  }

  /**
   * Returns the names that `text` may be a misspelling of, nearest first; of equally near ones, first the names that begin
   * with `text`. The distance is at most a third of the length, and at most three. If many names are similar, only the ones
   * with the most equal characters are compared.
   */
  nearestTo(text: string): readonly string[] {
    const limit = Math.min(3, Math.max(1, Math.floor(text.length / 3)));
    const lower = text.toLowerCase();
    const near: { readonly name: string; readonly distance: number }[] = [];
    let left = MAX_COMPARED;
    for (const at of this.#candidates(lower, limit)) {
      const [name = '', other = ''] = [this.#names[at], this.#lower[at]];
      if (name === text) continue;
      left -= Math.max(other.length, lower.length);
      if (left < 0) break;
      const distance = editDistance(lower, other, limit);
      if (distance <= limit) near.push({ name, distance });
    }
    return near
      .sort(
        (a, b) =>
          a.distance - b.distance ||
          Number(b.name.startsWith(text)) - Number(a.name.startsWith(text)) ||
          (a.name < b.name ? -1 : 1),
      )
      .slice(0, MAX_SIMILAR)
      .map(({ name }) => name);
  }

  /** Returns the indexes of the names that can be within a distance, those with the most equal characters first. */
  #candidates(lower: string, limit: number): readonly number[] {
    const wanted = charactersOf(lower);
    const byDifference: readonly number[][] = Array.from({ length: 2 * limit + 1 }, () => []);
    const most = MAX_COMPARED / Math.max(1, lower.length - limit);
    for (let at = 0; at < this.#characters.length; at++) {
      // An edit adds or removes a character, or replaces one by another.
      const difference = countBits((this.#characters[at] ?? 0) ^ wanted);
      if (difference > 2 * limit) continue;
      if (Math.abs((this.#lower[at]?.length ?? 0) - lower.length) > limit) continue;
      const alike = byDifference[difference];
      if (alike && alike.length <= most) alike.push(at);
    }
    return byDifference.flat();
  }
}

/** Returns the same. The names in one array or set are only indexed once. */
export function nearestTo(text: string, names: readonly string[] | ReadonlySet<string>): readonly string[] {
  return similarNamesOf(names).nearestTo(text);
}

/** Returns true if two names differ only in their numbers: `eth0` and `eth1` are different things, not a typo. */
export function differOnlyInNumbers(one: string, other: string): boolean {
  return one !== other && withoutNumbers(one) === withoutNumbers(other);
}

function withoutNumbers(name: string): string {
  return name.replace(/\d+/g, '');
}

const similarNamesOf = memoize((names: readonly string[] | ReadonlySet<string>) => new SimilarNames(names));

/** Returns the set of characters of a text as bits; different characters can share a bit. */
function charactersOf(text: string): number {
  let characters = 0;
  for (let at = 0; at < text.length; at++) characters |= 1 << (text.charCodeAt(at) & 31);
  return characters;
}

function countBits(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
