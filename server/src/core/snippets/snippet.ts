import { readVariables, type VariableUse } from '../templates/variables.ts';
import type { Stop, Template } from '../text/template.ts';

/** A piece of manifest that people look for; a file of `snippets/`. */
export interface Snippet {
  readonly title: string;
  /** What is typed for it in VS Code. */
  readonly prefix: string;
  /** One sentence. */
  readonly summary: string;
  /** The kind that it writes first, where choosing that kind writes it. */
  readonly kind?: string;
  /** Where it belongs, `Metal3DataTemplate spec.networkData`; absent for whole documents. */
  readonly in?: string;
  /** The first release of a provider that it is meant for, where that is not the first that serves it. */
  readonly releases?: Readonly<Record<string, string>>;
  /** YAML with the variables of clusterctl, of which the first use has the default. */
  readonly text: string;
}

/** A value for a variable, or undefined where its writer is to be asked for it. */
export type ValueFor = (name: string) => string | undefined;

/**
 * The snippet as text with stops: each variable is asked for once, and stands everywhere. What `valueFor` knows is
 * not asked for.
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

/** The apiVersions and kinds of a snippet's documents. */
export function typesIn({ text }: Snippet): readonly { readonly apiVersion: string; readonly kind: string }[] {
  return [...text.matchAll(/^apiVersion: (\S+)\nkind: (\S+)$/gm)].map(([, apiVersion = '', kind = '']) => ({
    apiVersion,
    kind,
  }));
}
