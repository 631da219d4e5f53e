import { manifestFile } from '../syntax/manifest-file.ts';
import type { Draft, DraftStyle } from './draft.ts';
import { editDocument } from './edit-document.ts';

/** Changes the value that a template produces, in place. Returns the problem if that is not possible. */
export type TemplateChange = (value: Draft, style: DraftStyle) => string | undefined;

/**
 * Returns the text of a Go template after a change of the YAML that it produces. Actions such as `{{ .name }}` are kept:
 * actions in values as values, actions on separate lines as comments. Returns a problem if the text allows no safe change.
 */
export function changedTemplate(text: string, change: TemplateChange): string | { readonly problem: string } {
  const actions: string[] = [];
  const hidden = text
    .split(/(?<=\n)/)
    .map((line) => {
      const isControl = /^\s*(\{\{(?:(?!\}\}).)*\}\}\s*)+$/.test(line) && CONTROL.test(line);
      return line.replace(ACTION, (action) => {
        actions.push(action);
        const token = `${TOKEN}${actions.length - 1}_`;
        return isControl ? `#${token}` : token;
      });
    })
    .join('');
  if (/\{\{|\}\}/.test(hidden)) return { problem: CANNOT };
  const [document, ...others] = manifestFile('', hidden).documents;
  if (!document || others.length > 0) return { problem: CANNOT };
  let problem: string | undefined;
  const edited = editDocument(document, (value, style) => {
    problem ??= change(value, style);
    return [];
  });
  const blocked = edited.leftovers.find(({ severity }) => severity === 'blocked');
  problem ??= blocked?.message;
  // An `if` and its `end` must still enclose the same lines.
  if (problem === undefined && tokensIn(edited.text) !== tokensIn(hidden)) problem = CANNOT;
  const restored = (each: string) =>
    each.replace(new RegExp(`#?${TOKEN}(\\d+)_`, 'g'), (_, index: string) => actions[Number(index)] ?? '');
  return problem === undefined ? restored(edited.text) : { problem: restored(problem) };
}

const CANNOT = 'its template cannot be changed safely.';
const TOKEN = 'GoTemplateAction';
const ACTION = /\{\{(?:(?!\}\}).)*\}\}/g;
const CONTROL = /\{\{-?\s*(if|else|end|range|with|block|define|template|break|continue|\/\*|\$\w+\s*:?=)/;

function tokensIn(text: string): string {
  return (text.match(new RegExp(`#?${TOKEN}\\d+_`, 'g')) ?? []).join(' ');
}
