import { isDigit, isLetter, LINE_FEED, UNDERSCORE } from './character-codes.ts';
/**
 * A backtracking matcher for common expressions and short texts. It gives up after a number of steps, so it needs no
 * compilation, and its running time is limited.
 */
export class SmallMatcher {
  readonly #run: Run;
  readonly #step: Step;
  /** True if the expression can only match at the start of a text; false for some of these, too. */
  readonly #onlyAtStart: boolean;

  private constructor(pattern: string, step: Step, run: Run) {
    this.#step = step;
    this.#run = run;
    this.#onlyAtStart = pattern.startsWith('^') && !pattern.includes('|');
  }

  /** Returns undefined for expressions with unsupported syntax, valid or not. */
  static of(pattern: string): SmallMatcher | undefined {
    if (pattern.length > MAX_PATTERN) return undefined;
    const run: Run = { text: '', steps: 0 };
    const step = new Reader(pattern, run).expression();
    return step && new SmallMatcher(pattern, step, run);
  }

  /** Returns whether the expression matches anywhere in a text; undefined if that takes too many steps. */
  test(text: string): boolean | undefined {
    const run = this.#run;
    if (text.length > MAX_TEXT || SURROGATE.test(text)) return undefined;
    run.text = text;
    run.steps = MAX_STEPS;
    const last = this.#onlyAtStart ? 0 : text.length;
    for (let start = 0; start <= last && run.steps > 0; start++) if (this.#step(start, always)) return true;
    return run.steps > 0 ? false : undefined;
  }
}

/** The recursion depth is at most the number of steps, so this limits the stack, too. */
const MAX_STEPS = 2_000;
const MAX_TEXT = 300;
const MAX_PATTERN = 2_000;
const SURROGATE = /[\ud800-\udfff]/;

interface Run {
  text: string;
  steps: number;
}

type Next = (at: number) => boolean;
/** Matches something at an offset, then continues with `next`. */
type Step = (at: number, next: Next) => boolean;
type Letter = (code: number) => boolean;

const always: Next = () => true;

interface Atom {
  readonly step: Step;
  /** Set for an atom that matches exactly one character. */
  readonly letter?: Letter;
  /** An assertion, which cannot be quantified. */
  readonly isAnchor?: boolean;
}

/** Parses the part of RE2's syntax that most patterns use. */
class Reader {
  readonly #pattern: string;
  readonly #run: Run;
  #at = 0;
  /** The largest product of nested repetition counts so far, which RE2 limits. Without a repetition, it is 1. */
  #repeats = 1;

  constructor(pattern: string, run: Run) {
    this.#pattern = pattern;
    this.#run = run;
  }

  expression(): Step | undefined {
    const step = this.#alternatives(0);
    return this.#at === this.#pattern.length ? step : undefined;
  }

  #alternatives(depth: number): Step | undefined {
    const branches: Step[] = [];
    do {
      const branch = depth > MAX_DEPTH ? undefined : this.#sequence(depth);
      if (!branch) return undefined;
      branches.push(branch);
    } while (this.#accept('|'));
    const [only] = branches;
    if (only && branches.length === 1) return only;
    const run = this.#run;
    return (at, next) => run.steps-- > 0 && branches.some((branch) => branch(at, next));
  }

  #sequence(depth: number): Step | undefined {
    const steps: Step[] = [];
    while (this.#at < this.#pattern.length && !'|)'.includes(this.#peek())) {
      const step = this.#quantified(depth);
      if (!step) return undefined;
      steps.push(step);
    }
    return steps.reduceRight<Step>(
      (rest, step) => (at, next) => step(at, (end) => rest(end, next)),
      (at, next) => next(at),
    );
  }

  #quantified(depth: number): Step | undefined {
    const before = this.#repeats;
    this.#repeats = 1;
    const atom = this.#atom(depth);
    const inside = this.#repeats;
    this.#repeats = Math.max(before, inside);
    if (!atom) return undefined;
    const quantifier = QUANTIFIER.exec(this.#pattern.slice(this.#at, this.#at + 16));
    if (!quantifier) return '*+?{'.includes(this.#peek() || ' ') ? undefined : atom.step;
    const [source, sign, least, comma, most] = quantifier;
    this.#at += source.length;
    const from = sign === '+' ? 1 : Number(least ?? 0);
    const to = sign === '?' ? 1 : sign || (comma && !most) ? Number.POSITIVE_INFINITY : Number(most ?? least);
    const repeats = inside * Math.max(1, to === Number.POSITIVE_INFINITY ? from : to);
    this.#repeats = Math.max(before, repeats);
    const isDoubled = '*+?{'.includes(this.#peek() || ' ');
    if (atom.isAnchor || isDoubled || from > to || repeats > MAX_REPEAT) return undefined;
    return atom.letter ? repeatLetter(this.#run, atom.letter, from, to) : repeat(this.#run, atom.step, from, to);
  }

  #atom(depth: number): Atom | undefined {
    const run = this.#run;
    if (this.#accept('(')) {
      if (this.#accept('?') && !this.#accept(':')) return undefined;
      const step = this.#alternatives(depth + 1);
      return step && this.#accept(')') ? { step } : undefined;
    }
    if (this.#accept('^')) return { step: (at, next) => run.steps-- > 0 && at === 0 && next(at), isAnchor: true };
    if (this.#accept('$'))
      return { step: (at, next) => run.steps-- > 0 && at === run.text.length && next(at), isAnchor: true };
    const letter = this.#accept('[') ? this.#class() : this.#letter();
    return letter && { letter, step: (at, next) => run.steps-- > 0 && letter(run.text.charCodeAt(at)) && next(at + 1) };
  }

  #letter(): Letter | undefined {
    if (this.#accept('.')) return (code) => code !== LINE_FEED && !Number.isNaN(code);
    const escaped = this.#escape();
    if (escaped) return escaped;
    const letter = this.#peek();
    if (letter === '' || '*+?{}]\\[()|'.includes(letter) || SURROGATE.test(letter)) return undefined;
    this.#at++;
    const expected = letter.charCodeAt(0);
    return (code) => code === expected;
  }

  /** Parses `\d`, `\w`, and escaped punctuation. */
  #escape(): Letter | undefined {
    const [source, letter = ''] = /^\\([dw]|[!-/:-@[-`{-~])/.exec(this.#pattern.slice(this.#at, this.#at + 2)) ?? [];
    if (source === undefined) return undefined;
    this.#at += 2;
    if (letter === 'd') return isDigit;
    if (letter === 'w') return isWord;
    const expected = letter.charCodeAt(0);
    return (code) => code === expected;
  }

  /** Parses a class after its opening bracket. */
  #class(): Letter | undefined {
    const isNegated = this.#accept('^');
    const ranges: Letter[] = [];
    if (this.#peek() === ']') return undefined;
    while (!this.#accept(']')) {
      const first = this.#classLetter();
      if (first === undefined) return undefined;
      const isRange = this.#peek() === '-' && this.#pattern[this.#at + 1] !== ']';
      if (isRange) this.#at++;
      const last = isRange ? this.#classLetter() : first;
      if (typeof first === 'function' || typeof last === 'function') {
        if (isRange || typeof first !== 'function') return undefined;
        ranges.push(first);
      } else {
        if (last === undefined || first > last) return undefined;
        ranges.push((code) => code >= first && code <= last);
      }
    }
    return (code) => !Number.isNaN(code) && ranges.some((range) => range(code)) !== isNegated;
  }

  #classLetter(): number | Letter | undefined {
    const letter = this.#peek();
    if (letter === '\\') {
      const escaped = this.#escape();
      return escaped === isDigit || escaped === isWord ? escaped : escaped && this.#pattern.charCodeAt(this.#at - 1);
    }
    if (letter === '' || letter === '[' || SURROGATE.test(letter)) return undefined;
    this.#at++;
    return letter.charCodeAt(0);
  }

  #peek(): string {
    return this.#pattern[this.#at] ?? '';
  }

  #accept(letter: string): boolean {
    if (this.#pattern[this.#at] !== letter) return false;
    this.#at++;
    return true;
  }
}

function repeatLetter(run: Run, letter: Letter, from: number, to: number): Step {
  return (at, next) => {
    let count = 0;
    while (count < to && run.steps-- > 0 && letter(run.text.charCodeAt(at + count))) count++;
    for (; count >= from && run.steps > 0; count--) if (next(at + count)) return true;
    return false;
  };
}

function repeat(run: Run, step: Step, from: number, to: number): Step {
  const loop = (at: number, count: number, next: Next): boolean => {
    if (run.steps-- <= 0) return false;
    // Stops at an iteration that matches the empty string.
    const again: Next = (end) => (end > at || count < from) && loop(end, count + 1, next);
    return (count < to && step(at, again)) || (count >= from && next(at));
  };
  return (at, next) => loop(at, 0, next);
}

function isWord(code: number): boolean {
  return isDigit(code) || isLetter(code) || code === UNDERSCORE;
}

const QUANTIFIER = /^(?:([*+?])|\{(\d{1,4})(?:(,)(\d{1,4})?)?\})\??/;
const MAX_DEPTH = 50;
/** RE2's limit of a repetition count. */
const MAX_REPEAT = 1000;
