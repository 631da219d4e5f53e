import { type Substituted, substitute, templateOffset } from '../../core/index.ts';
import { UsageError } from '../usage-error.ts';

/** A text that is derived from the text of a file. */
export interface SourcedText {
  readonly text: string;
  readonly source: string;
  /** Maps an offset in `text` to one in `source`. */
  readonly offsetOf: (offset: number) => number;
}

/** The values of variables, by name. */
export type Environment = Readonly<Record<string, string>>;

/** Replaces the variables of a template; undefined if it has none. `unset` are the variables without a value. */
export function withEnvironment(
  source: string,
  environment: Environment,
): (SourcedText & { readonly unset: readonly string[] }) | undefined {
  if (!source.includes('${')) return undefined;
  const unset = new Set<string>();
  const substituted: Substituted = substitute(source, (name, { operator, argument }) => {
    if (environment[name] === undefined && (operator === 'none' || argument === '')) unset.add(name);
    return environment[name];
  });
  return {
    text: substituted.text,
    source,
    offsetOf: (offset) => templateOffset(substituted, offset),
    unset: [...unset],
  };
}

/**
 * Parses `NAME=value` lines, as shells, docker and direnv read them, or `NAME: value` lines of a clusterctl
 * configuration. In double quotes, `\n` and `\"` are escapes, and a value can span several lines. Throws a UsageError with
 * the name of the file for other lines and for unclosed quotes; clusterctl configurations can have other lines.
 */
export function readEnvironment(text: string, file: string): Environment {
  const assignments = [...text.matchAll(ASSIGNMENT)];
  if (!/^\w+[ \t]*:/m.test(text)) {
    checkQuotes(assignments, file);
    checkLines(text, file);
  }
  return Object.fromEntries(
    assignments.map(([, name = '', value = '']): [string, string] => [name, valueOfLine(value)]),
  );
}

const ASSIGNMENT = /^[ \t]*(?:export[ \t]+)?(\w+)[ \t]*[=:][ \t]*("(?:[^"\\]|\\[\s\S])*"|'[^']*'|[^\r\n]*)/gm;

function checkQuotes(assignments: readonly RegExpExecArray[], file: string): void {
  for (const { 1: name = '', 2: value = '', index, input } of assignments)
    if (/^["']/.test(value) && !isQuoted(value)) {
      const line = input.slice(0, index).split('\n').length;
      throw new UsageError(`${file}:${line}: The value of ${name} has no closing quote.`);
    }
}

function isQuoted(value: string): boolean {
  return /^(?:"(?:[^"\\]|\\[\s\S])*"|'[^']*')$/.test(value);
}

function checkLines(text: string, file: string): void {
  const written = text.split('\n');
  const rest = text.replace(ASSIGNMENT, (assignment) => assignment.replace(/[^\n]/g, '')).split('\n');
  const index = rest.findIndex((line, at) => !COMMENT.test(line) && !(line === written[at] && IGNORED_LINE.test(line)));
  if (index < 0) return;
  const line = written[index]?.trim() ?? '';
  throw new UsageError(`${file}:${index + 1}: "${line}" is not an assignment. Write one NAME=value per line.`);
}

const COMMENT = /^\s*(?:#|$)/;

/** Exports of variables that another line sets, and names that no template can contain, such as `my.name=a`. */
const IGNORED_LINE = /^\s*(?:export(?:\s+\w+)+\s*$|(?:export\s+)?[^\s=]+=)/;

function valueOfLine(written: string): string {
  if (!isQuoted(written)) return written.replace(/(^|\s)#.*$/, '').trim();
  if (written.startsWith("'")) return written.slice(1, -1);
  return written.slice(1, -1).replace(/\\([\s\S])/g, (_, letter: string) => (letter === 'n' ? '\n' : letter));
}
