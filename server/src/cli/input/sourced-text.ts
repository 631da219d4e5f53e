import { type Substituted, substitute, templateOffset } from '../../core/index.ts';

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
 * configuration. In double quotes, `\n` and `\"` are escapes, and a value can span several lines.
 */
export function readEnvironment(text: string): Environment {
  const line = /^[ \t]*(?:export[ \t]+)?(\w+)[ \t]*[=:][ \t]*("(?:[^"\\]|\\[\s\S])*"|'[^']*'|[^\r\n]*)/gm;
  return Object.fromEntries(
    [...text.matchAll(line)].map(([, name = '', value = '']): [string, string] => [name, valueOfLine(value)]),
  );
}

function valueOfLine(written: string): string {
  if (written.startsWith("'")) return written.slice(1, -1);
  if (!written.startsWith('"')) return written.replace(/(^|\s)#.*$/, '').trim();
  return written.slice(1, -1).replace(/\\([\s\S])/g, (_, letter: string) => (letter === 'n' ? '\n' : letter));
}
