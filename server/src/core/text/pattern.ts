import { RE2JS } from 're2js';
import { SmallMatcher } from './small-matcher.ts';

/**
 * A regular expression in the syntax of RE2, which Kubernetes and kustomize use. Tests take linear time. This is the
 * only module that uses the RE2 library.
 */
export class Pattern {
  readonly #text: string;
  /** Decides most tests without the library. */
  readonly #small: SmallMatcher | undefined;
  #program: RE2JS | undefined;
  readonly #known = new Map<string, boolean>();

  private constructor(text: string) {
    this.#text = text;
    this.#small = SmallMatcher.of(text);
  }

  /** Returns undefined if the text is not a valid expression. */
  static of(text: string): Pattern | undefined {
    const pattern = new Pattern(text);
    return pattern.#small || pattern.#isTooLarge || pattern.#compiled() ? pattern : undefined;
  }

  /** True if the library has compiled it, which takes up to 1 ms and some memory. */
  get isCompiled(): boolean {
    return this.#program !== undefined;
  }

  /** Returns whether the expression matches anywhere in a text; undefined if the test would be too expensive. */
  test(text: string): boolean | undefined {
    const small = this.#small?.test(text);
    if (small !== undefined) return small;
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const program = this.#compiled();
    if (!program || program.programSize() * text.length > MAX_WORK) return undefined;
    const answer = program.test(text);
    if (this.#known.size >= MAX_KNOWN) this.#known.clear();
    if (text.length <= MAX_CACHED) this.#known.set(text, answer);
    return answer;
  }

  /** Estimates the size of expanded repetitions before anything is compiled. */
  get #isTooLarge(): boolean {
    const repeats = [...this.#text.matchAll(/\{(\d{1,4})(?:,(\d{0,4}))?\}/g)];
    const maxRepeat = repeats.reduce((highest, [, from, to]) => Math.max(highest, Number(from), Number(to ?? 0)), 1);
    return this.#text.length * maxRepeat > MAX_PROGRAM;
  }

  #compiled(): RE2JS | undefined {
    if (this.#program || this.#isTooLarge) return this.#program;
    try {
      this.#program = RE2JS.compile(this.#text);
    } catch {
      // The library throws if the expression is invalid.
    }
    return this.#program;
  }
}

/** Instructions times characters: about 100 ms at most. */
const MAX_WORK = 4_000_000;
/** An upper estimate, in instructions. */
const MAX_PROGRAM = 200_000;
const MAX_CACHED = 2_000;
const MAX_KNOWN = 500;
