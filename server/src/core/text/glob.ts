import { Pattern } from './pattern.ts';

/** Returns true for a path that matches. Its parts are separated by `/`. */
export type PathTest = (path: string) => boolean;

/**
 * Matches complete paths with glob patterns, in linear time: `*` and `?` in a name, `**` across names, `[a-z]`, `{a,b}`,
 * `@(a|b)`, `+(a)`, `*(a)` and `?(a)`. A pattern that is malformed or longer than 1,000 characters matches nothing.
 */
export function globTest(patterns: readonly string[]): PathTest {
  const compiled = patterns.flatMap((pattern) => compile(expressionOf(pattern)));
  return (path) => compiled.some((each) => each.test(path) === true);
}

/** Matches files and folders at any depth, and everything below a matching folder. */
export function globTestAnywhere(patterns: readonly string[]): PathTest {
  const compiled = patterns.flatMap((pattern) =>
    compile(expressionOf(pattern), '(?:(?:[^/]*/)*)?', '(?:/(?:.|\\n)*)?'),
  );
  return (path) => compiled.some((each) => each.test(path) === true);
}

/** Returns true if a part of a path is a pattern. */
export function isGlob(text: string): boolean {
  return /[*?[\]{}()!+@\\]/.test(text);
}

function compile(expression: string | undefined, before = '', after = ''): readonly Pattern[] {
  const pattern = expression === undefined ? undefined : Pattern.of(`^${before}(?:${expression})${after}$`);
  return pattern ? [pattern] : [];
}

const MAX_LENGTH = 1_000;

function expressionOf(glob: string): string | undefined {
  if (glob.length > MAX_LENGTH) return undefined;
  const pattern = glob.replace(/^(\.\/)+/, '').replace(/^\/+|\/+$/g, '');
  const closing: string[] = [];
  let expression = '';
  let at = 0;
  while (at < pattern.length) {
    const [length, read] = readPart(pattern, at, closing);
    expression += read;
    at += length;
  }
  return closing.length > 0 ? undefined : expression;
}

/** Returns the length of the part of a pattern that starts at `at`, and a regular expression for it. */
function readPart(pattern: string, at: number, closing: string[]): readonly [number, string] {
  const letter = pattern[at] ?? '';
  const next = pattern[at + 1] ?? '';
  if (next === '(' && '@+*?'.includes(letter)) {
    closing.push(letter === '@' ? ')' : `)${letter}`);
    return [2, '(?:'];
  }
  if (letter === ')' && closing.at(-1)?.startsWith(')')) return [1, closing.pop() ?? ''];
  if (letter === '{') {
    closing.push('}');
    return [1, '(?:'];
  }
  if (letter === '}' && closing.at(-1) === '}') {
    closing.pop();
    return [1, ')'];
  }
  if (letter === ',' && closing.at(-1) === '}') return [1, '|'];
  if (letter === '|' && closing.length > 0) return [1, '|'];
  if (letter === '*') return readStars(pattern, at);
  if (letter === '?') return [1, '[^/]'];
  if (letter === '[') {
    const inner = /^\[([!^]?)([^\][\\/]+)\]/.exec(pattern.slice(at, at + 100));
    if (inner) return [inner[0].length, `[${inner[1] ? '^/' : ''}${inner[2]}]`];
  }
  if (letter === '\\' && next !== '') return [2, escaped(next)];
  const character = String.fromCodePoint(pattern.codePointAt(at) ?? 0);
  return [character.length, escaped(character)];
}

function readStars(pattern: string, at: number): readonly [number, string] {
  let end = at;
  while (pattern[end] === '*') end++;
  const isName = (at === 0 || pattern[at - 1] === '/') && (end === pattern.length || pattern[end] === '/');
  if (end - at < 2 || !isName) return [end - at, '[^/]*'];
  if (end === pattern.length) return [end - at, '(?:.|\\n)*'];
  return [end - at + 1, '(?:[^/]*/)*'];
}

function escaped(text: string): string {
  return /[\ud800-\udfff]/.test(text) && text.length === 1 ? '\ufffd' : text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
