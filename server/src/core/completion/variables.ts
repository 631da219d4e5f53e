import type { ManifestFile } from '../syntax/manifest-file.ts';
import { lineStart } from '../syntax/whitespace.ts';
import { hasDefault, type VariableUse } from '../templates/variables.ts';
import { variablesIn } from '../templates/variables-in.ts';
import { span } from '../text/span.ts';
import type { Completion } from './completion.ts';

/** Returns the variables of the file after `${`, most used first; undefined elsewhere. */
export function variableCompletions(
  file: ManifestFile,
  index: number,
  offset: number,
): readonly Completion[] | undefined {
  const text = file.documents[index]?.text ?? '';
  const word = /(?<!\$)\$\{(\w*)$/.exec(text.slice(lineStart(text, offset), offset))?.[1];
  if (word === undefined) return undefined;
  const rest = /^\w*/.exec(text.slice(offset))?.[0] ?? '';
  const place = span(offset - word.length, offset + rest.length);
  const closing = text[place.end] === '}' || text[place.end] === ':' ? '' : '}';
  const uses = new Map<string, VariableUse[]>();
  for (const [at, document] of file.documents.entries())
    for (const use of variablesIn(document)) {
      const isCurrent = at === index && use.nameSpan.start === place.start;
      if (!isCurrent) uses.set(use.name, [...(uses.get(use.name) ?? []), use]);
    }
  return [...uses]
    .sort(([, one], [, other]) => other.length - one.length)
    .map(([name, [first]]) => ({
      label: name,
      kind: 'value',
      detail: first && hasDefault(first) ? first.argument || 'empty by default' : 'no default',
      span: place,
      insert: [`${name}${closing}`],
    }));
}
