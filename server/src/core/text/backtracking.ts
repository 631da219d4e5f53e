/**
 * Returns the length up to which a text is matched by JavaScript's own engine in a bounded number of steps, whatever
 * the text; 0 where that is not certain, or where the syntax may mean something else in RE2. The engine tries every way
 * in which the parts of a pattern can share a text, so the bound is the number of ways that there can be.
 */
export function safeLength(pattern: string): number {
  const ways = new Reader(pattern).ways();
  if (!ways) return 0;
  const steps = (length: number) => {
    const starts = ways.isAnchored ? 1 : length + 1;
    return ways.of(length) * starts * (length + pattern.length);
  };
  return LENGTHS.find((length) => steps(length) <= MAX_STEPS) ?? 0;
}

const MAX_STEPS = 50_000;
const LENGTHS = [512, 256, 128, 64, 32, 16, 8];

/** In how many ways a part can match the beginnings of a text of a length, at most. */
type Ways = (length: number) => number;

interface Part {
  readonly of: Ways;
  /** It matches exactly one letter. */
  readonly isLetter: boolean;
  /** It is an assertion, which no quantifier may follow. */
  readonly isAnchor?: boolean;
}

/** Reads the syntax that RE2 and JavaScript share, and understand alike in a text of plain letters. */
class Reader {
  readonly #pattern: string;
  #at = 0;
  /** RE2 limits how often nested repetitions repeat together; all of the pattern together is at least as often. */
  #repeats = 1;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  ways(): { readonly of: Ways; readonly isAnchored: boolean } | undefined {
    const branches: Part[] = [];
    const of = this.#alternatives(0, branches);
    if (!of || this.#at < this.#pattern.length) return undefined;
    return { of: of.of, isAnchored: branches.length === 1 && this.#pattern.startsWith('^') };
  }

  #alternatives(depth: number, branches: Part[] = []): Part | undefined {
    if (depth > MAX_DEPTH) return undefined;
    for (;;) {
      const branch = this.#sequence(depth);
      if (!branch) return undefined;
      branches.push(branch);
      if (this.#pattern[this.#at] !== '|') break;
      this.#at++;
    }
    return { of: (length) => branches.reduce((sum, each) => sum + each.of(length), 0), isLetter: false };
  }

  #sequence(depth: number): Part | undefined {
    const parts: Part[] = [];
    while (this.#at < this.#pattern.length && !'|)'.includes(this.#pattern[this.#at] ?? '')) {
      const part = this.#quantified(depth);
      if (!part) return undefined;
      if (!part.isLetter) parts.push(part);
    }
    return { of: (length) => parts.reduce((product, each) => product * each.of(length), 1), isLetter: false };
  }

  #quantified(depth: number): Part | undefined {
    const part = this.#atom(depth);
    const quantifier = /^(?:([*+?])|\{(\d{1,4})(?:(,)(\d{1,4})?)?\})\??/.exec(
      this.#pattern.slice(this.#at, this.#at + 14),
    );
    if (!part || !quantifier) return part;
    const [written, sign, least, comma, most] = quantifier;
    this.#at += written.length;
    const from = sign === '+' ? 1 : Number(least ?? 0);
    const to = sign === '?' ? 1 : sign || (comma && !most) ? Number.POSITIVE_INFINITY : Number(most ?? least);
    if (part.isAnchor || '*+?{'.includes(this.#pattern[this.#at] ?? ' ') || from > to || from > MAX_REPEAT)
      return undefined;
    if (to !== Number.POSITIVE_INFINITY && to > MAX_REPEAT) return undefined;
    this.#repeats *= Math.max(1, to === Number.POSITIVE_INFINITY ? from : to);
    if (this.#repeats > MAX_REPEAT) return undefined;
    if (part.isLetter)
      return { of: (length) => Math.max(1, Math.min(to, length) - from + 1), isLetter: from === to && to === 1 };
    return { of: (length) => repeated(part.of(length), from, to), isLetter: false };
  }

  #atom(depth: number): Part | undefined {
    const pattern = this.#pattern;
    const letter = pattern[this.#at] ?? '';
    if (letter === '(') {
      this.#at++;
      if (pattern[this.#at] === '?') {
        if (pattern[this.#at + 1] !== ':') return undefined;
        this.#at += 2;
      }
      const inner = this.#alternatives(depth + 1);
      return inner && pattern[this.#at++] === ')' ? inner : undefined;
    }
    const read = ATOM.exec(pattern.slice(this.#at, this.#at + MAX_CLASS))?.[0];
    if (!read) return undefined;
    this.#at += read.length;
    const isAnchor = read === '^' || read === '$';
    return { of: () => 1, isLetter: !isAnchor, isAnchor };
  }
}

function repeated(ways: number, from: number, to: number): number {
  if (to === Number.POSITIVE_INFINITY) return to;
  let sum = 0;
  for (let count = from; count <= to && sum <= MAX_STEPS; count++) sum += ways ** count;
  return sum;
}

/** An anchor, a letter, an escape that means the same in both, or a class of such. */
const ATOM =
  /^(?:[\^$.\w \-/:,;@=~!#%&"'<>]|\\[dwDW.\-/\\+*?()[\]{}^$|]|\[\^?(?:[\w./:,;@=~!#%&"'<>$+*?()|{} ]|\\[.\-/\\+*?()[\]{}^$|]|-)+\])/;
const MAX_CLASS = 200;
const MAX_DEPTH = 50;
/** RE2 repeats nothing more often. */
const MAX_REPEAT = 1000;
