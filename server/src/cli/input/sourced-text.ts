import { type Substituted, substitute, templateOffset } from '../../core/index.ts';

/** A text that was made of another, which is the one that people know. */
export interface SourcedText {
  readonly text: string;
  readonly source: string;
  /** The place in `source` of a place in `text`. */
  readonly offsetOf: (offset: number) => number;
}

/** Values by the names of variables. */
export type Environment = Readonly<Record<string, string>>;

/** A template with its variables replaced; undefined where it has none. `unset` are those that keep standing there. */
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
 * `NAME=value` lines as a shell, docker or direnv read them, or `NAME: value` as clusterctl's own configuration has
 * them. In double quotes `\n` and `\"` mean what they do elsewhere, and a value may go over several lines.
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
