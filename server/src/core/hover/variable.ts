import { templateVariableAt } from '../cursor/template-variable.ts';
import { type ManifestFile, positionIn } from '../syntax/manifest-file.ts';
import { hasDefault, type VariableUse } from '../templates/variables.ts';
import { variablesIn } from '../templates/variables-in.ts';
import { codeSpan } from '../text/markdown.ts';
import type { Hover } from './hover-context.ts';

/** The number of line numbers that are listed. */
const LINES = 8;

/** Describes a template variable: its default, and the lines of the file that use it. */
export function variableHover(file: ManifestFile, index: number, offset: number): Hover | undefined {
  const use = templateVariableAt(file, index, offset);
  if (!use) return undefined;
  const uses = usesIn(file, use.name);
  const [first] = uses;
  const value = first && hasDefault(first.use) ? first.use.argument : undefined;
  const lines = [...new Set(uses.map(({ line }) => line))];
  const shown = lines.slice(0, LINES).join(', ');
  const rest = lines.length > LINES ? ` and ${lines.length - LINES} more` : '';
  return {
    span: use.span,
    markdown: [
      `Variable ${codeSpan(use.name)}: ${value === undefined ? 'no default, value required' : value === '' ? 'empty by default' : `${codeSpan(value)} by default`}.`,
      `${lines.length === 1 ? 'Line' : 'Lines'} ${shown}${rest} of this file.`,
    ].join(' '),
  };
}

function usesIn(file: ManifestFile, name: string): readonly { readonly use: VariableUse; readonly line: number }[] {
  return file.documents.flatMap((document, index) =>
    variablesIn(document)
      .filter((use) => use.name === name)
      .map((use) => ({ use, line: positionIn(file, index, use.span.start).line + 1 })),
  );
}
