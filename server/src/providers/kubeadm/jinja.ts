import { type Span, span } from '../../core/text/span.ts';

/**
 * The Jinja expressions in a text and the places that cannot be rendered. Source: Jinja's lexer with the options of cloud-init:
 * default delimiters, and `{% do %}` enabled.
 */
export interface JinjaText {
  readonly expressions: readonly JinjaExpression[];
  readonly faults: readonly JinjaFault[];
}

/** The code between braces. */
export interface JinjaExpression {
  readonly kind: 'value' | 'statement';
  /** With the braces. */
  readonly span: Span;
  readonly code: string;
  /** Where `code` begins. */
  readonly start: number;
}

/**
 * A place that makes rendering of the text fail: a comment without end, such as `${#name}` of the shell; an unknown statement; a
 * Go template expression; an expression with characters that Jinja does not accept.
 */
export interface JinjaFault {
  readonly kind: 'comment' | 'swallowed' | 'statement' | 'go-template' | 'value' | 'open';
  /** The text that `{% raw %}` must enclose. */
  readonly span: Span;
}

export function readJinja(text: string): JinjaText {
  const expressions: JinjaExpression[] = [];
  const faults: JinjaFault[] = [];
  const closings = new Closings(text);
  let at = 0;
  for (;;) {
    const open = nextOpening(text, at);
    if (open < 0 || closings.isSpent || faults.length >= MAX_FAULTS) return { expressions, faults };
    const sort = text[open + 1];
    if (sort === '#') {
      at = readComment(text, open, faults, closings);
      continue;
    }
    const close = closings.of(open + 2, sort === '{' ? '}}' : '%}');
    if (closings.isSpent) continue;
    if (close < 0) {
      faults.push({ kind: 'open', span: span(open, lineFeedFrom(text, open)) });
      at = open + 2;
      continue;
    }
    const start = open + 2;
    const code = text.slice(start, close);
    const expressionSpan = span(open, close + 2);
    at = expressionSpan.end;
    const word = /^[-+]?\s*(\w*)/.exec(code)?.[1] ?? '';
    if (sort === '%' && word === 'raw') at = endOfRaw(text, at);
    else if (sort === '%' && !STATEMENTS.has(word)) faults.push({ kind: 'statement', span: expressionSpan });
    else if (sort === '{' && /^-?\s*(\.|\$|(range|end|if|else|with|template|block|define)\b)/.test(code))
      faults.push({ kind: 'go-template', span: expressionSpan });
    else if (/[$@?&^\\`#]|!(?!=)/.test(withoutStrings(code))) faults.push({ kind: 'value', span: expressionSpan });
    else expressions.push({ kind: sort === '{' ? 'value' : 'statement', span: expressionSpan, code, start });
  }
}

/** cloud-init stops at the first. */
const MAX_FAULTS = 100;

const STATEMENTS = new Set(
  (
    'if elif else endif for endfor set endset macro endmacro filter endfilter block endblock call endcall with ' +
    'endwith include import from extends do autoescape endautoescape'
  ).split(' '),
);

function nextOpening(text: string, from: number): number {
  for (let at = text.indexOf('{', from); at >= 0; at = text.indexOf('{', at + 1)) {
    const next = text[at + 1];
    if (next === '{' || next === '%' || next === '#') return at;
  }
  return -1;
}

/** Reports a comment that starts in a shell expression, and returns the offset at which to continue. */
function readComment(text: string, open: number, faults: JinjaFault[], closings: Closings): number {
  const close = closings.next('#}', open + 2);
  const isShell = text[open - 1] === '$';
  if (!isShell) {
    if (close < 0) faults.push({ kind: 'comment', span: span(open, lineFeedFrom(text, open)) });
    return close < 0 ? open + 2 : close + 2;
  }
  const end = closings.next('}', open);
  const shell = span(open - 1, end < 0 ? lineFeedFrom(text, open) : end + 1);
  faults.push({ kind: close < 0 ? 'comment' : 'swallowed', span: shell });
  return shell.end;
}

/** Finds closing brackets. Failed searches are cached, and the total effort is bounded. */
class Closings {
  readonly #text: string;
  readonly #found = new Map<string, { readonly from: number; readonly at: number }>();
  #left: number;

  constructor(text: string) {
    this.#text = text;
    this.#left = 10 * text.length + 1000;
  }

  /** True if the text takes too long to read; no real text does. */
  get isSpent(): boolean {
    return this.#left < 0;
  }

  /** Returns the next offset of a text, or -1. Offsets must not decrease between calls. */
  next(letters: string, from: number): number {
    const known = this.#found.get(letters);
    if (known && known.from <= from && (known.at < 0 || known.at >= from)) return known.at;
    const at = this.#text.indexOf(letters, from);
    this.#found.set(letters, { from, at });
    return at;
  }

  /** Returns the offset of the closing `brackets`; brackets in strings and maps are ignored. */
  of(from: number, brackets: string): number {
    const text = this.#text;
    const first = this.next(brackets, from);
    if (first < 0) return -1;
    this.#left -= first - from;
    // Hot path: most expressions contain no strings or maps.
    if (!/["'{}]/.test(text.slice(from, first))) return first;
    let depth = 0;
    for (let at = from; at < text.length; at++) {
      if (this.#left-- < 0) return -1;
      const letter = text[at];
      if (depth === 0 && text.startsWith(brackets, at)) return at;
      if (letter === '"' || letter === "'") {
        const end = this.next(letter, at + 1);
        if (end < 0) return -1;
        at = end;
      } else if (letter === '{') depth++;
      else if (letter === '}' && depth > 0) depth--;
    }
    return -1;
  }
}

function withoutStrings(code: string): string {
  return code.replace(/(["'])(?:(?!\1).)*\1/gs, '');
}

function endOfRaw(text: string, from: number): number {
  const end = /\{%[-+]?\s*endraw\s*[-+]?%\}/g;
  end.lastIndex = from;
  return end.exec(text) ? end.lastIndex : text.length;
}

/** Returns the next line feed, or the end of the text. */
function lineFeedFrom(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
