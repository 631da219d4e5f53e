import { readVariables, type VariableUse } from '../templates/variables.ts';
import type { Stop, Template } from '../text/template.ts';

/** A snippet: a manifest, or a part of one. Defined by a file of `snippets/`. */
export interface Snippet {
  readonly title: string;
  /** The prefix that inserts it in VS Code. */
  readonly prefix: string;
  /** One sentence. */
  readonly summary: string;
  /** The kind of its first object, if completing that kind inserts it. */
  readonly kind?: string;
  /**
   * The kind and path where it applies, such as `Metal3DataTemplate spec.networkData`; absent for complete documents.
   */
  readonly in?: string;
  /** The first release of each provider that it is for, if that is not the first one that serves its kinds. */
  readonly releases?: Readonly<Record<string, string>>;
  /** YAML with clusterctl variables. The first use of each has the default. */
  readonly text: string;
}

/** Returns the value of a variable, or undefined if the author must enter it. */
export type ValueFor = (name: string) => string | undefined;

/**
 * Returns the snippet as a template with a tab stop for each variable, which all uses share. Variables that `valueFor`
 * knows become text.
 */
export function snippetTemplate(text: string, valueFor: ValueFor = () => undefined): Template {
  const numbers = new Map<string, number>();
  const template = partsOf(text, readVariables(text).uses, 0, valueFor, numbers);
  return template.length === 0 ? [text] : template;
}

function partsOf(
  text: string,
  uses: readonly VariableUse[],
  base: number,
  valueFor: ValueFor,
  numbers: Map<string, number>,
): Template {
  const parts: (string | Stop)[] = [];
  let from = 0;
  for (const use of uses) {
    const start = use.span.start - base;
    if (start > from) parts.push(text.slice(from, start));
    from = use.span.end - base;
    const known = valueFor(use.name);
    if (known !== undefined) {
      parts.push(known);
      continue;
    }
    const stop = numbers.get(use.name);
    if (stop !== undefined) {
      parts.push({ stop });
      continue;
    }
    const content = partsOf(use.argument, use.nested, use.argumentSpan.start, valueFor, numbers);
    numbers.set(use.name, numbers.size + 1);
    parts.push({ stop: numbers.size, content });
  }
  if (from < text.length) parts.push(text.slice(from));
  return parts;
}

/** Returns the apiVersions and kinds of a snippet's documents. */
export function typesIn({ text }: Snippet): readonly { readonly apiVersion: string; readonly kind: string }[] {
  return [...text.matchAll(/^apiVersion: (\S+)\nkind: (\S+)$/gm)].map(([, apiVersion = '', kind = '']) => ({
    apiVersion,
    kind,
  }));
}
