import { contextAt, workspaceInListItem, workspaceInPatch } from '../completion/context.ts';
import { findScalar } from '../cursor/find-scalar.ts';
import { inlineWindowAt } from '../cursor/inline-window.ts';
import { listWindowAt } from '../cursor/list-window.ts';
import { suppressionsIn } from '../findings/suppression.ts';
import type { ManifestFile } from '../syntax/manifest-file.ts';
import { isQuote } from '../syntax/whitespace.ts';
import { contains } from '../text/span.ts';
import { fieldHover } from './field.ts';
import type { Hover, HoverContext, HoverInput } from './hover-context.ts';
import { localNameHover } from './local-name.ts';
import { matchingValuesHover } from './matching-values.ts';
import { objectNameHover } from './object-name.ts';
import { referenceHover } from './reference.ts';
import { ruleHover } from './rule.ts';
import { variableHover } from './variable.ts';

/** Returns paragraphs of a hover; empty if the part does not apply. */
type Part = (pointed: HoverContext) => readonly string[];

/** The parts of a hover on a key and on a value. The parts of providers come between `OF_NAME` and `OF_KEY`. */
const OF_KEY: readonly Part[] = [fieldHover, matchingValuesHover];
const OF_NAME: readonly Part[] = [referenceHover, localNameHover, objectNameHover];

/**
 * Returns the hover at an offset; undefined if there is none. `offset` is relative to the start of document number
 * `index`.
 */
export function hoverAt(file: ManifestFile, index: number, offset: number, input: HoverInput): Hover | undefined {
  const inside = inlineWindowAt(file, index, offset, input.workspace.model);
  if (inside)
    return hoverIn(inside.file, index, offset, {
      ...input,
      workspace: { ...workspaceInPatch(input.workspace, inside), features: input.workspace.features },
    });
  const item = listWindowAt(file, index, offset);
  if (item)
    return hoverIn(item.file, index, offset, {
      ...input,
      workspace: { ...workspaceInListItem(input.workspace, item), features: input.workspace.features },
    });
  return hoverIn(file, index, offset, input);
}

function hoverIn(file: ManifestFile, index: number, offset: number, input: HoverInput): Hover | undefined {
  const document = file.documents[index];
  if (!document) return undefined;
  const rule = suppressionsIn(document)
    .flatMap(({ rules }) => rules)
    .find(({ span }) => contains(span, offset));
  if (rule) return ruleHover(rule, input.rules, input.pages);
  const variable = variableHover(file, index, offset);
  const pointed = pointedAt(file, index, offset, input);
  if (!pointed) return variable;
  const { hover } = input.workspace.features;
  for (const source of hover.exclusive) {
    const only = source(pointed);
    if (only) return only;
  }
  const parts = (pointed.found.isKey ? OF_KEY : [...OF_NAME, ...hover.values, ...OF_KEY]).flatMap((part) =>
    part(pointed),
  );
  if (parts.length === 0) return variable;
  const markdown = [...(variable ? [variable.markdown] : []), ...parts].join('\n\n');
  return { span: pointed.found.node.span, markdown };
}

function pointedAt(file: ManifestFile, index: number, offset: number, input: HoverInput): HoverContext | undefined {
  const document = file.documents[index];
  // Uses the document's own tree: the one of `contextAt` contains a placeholder.
  const root = document?.parsed.root;
  const found = document && root && findScalar(root, document.text, offset);
  const start = found?.node.span.start ?? 0;
  // Before a quote, no value is typed.
  const context = found && contextAt(file, index, isQuote(document.text, start) ? start + 1 : start, input);
  if (!document || !root || !found || !context) return undefined;
  const path = found.isKey ? [...found.path, found.node.text] : found.path;
  const value = found.isKey ? found.entry.value : found.node;
  return {
    ...context,
    input,
    offset,
    cursor: { ...context.cursor, root, text: document.text, offset },
    found,
    path,
    ...(value.kind === 'scalar' && value.style !== 'absent' ? { value } : {}),
  };
}
