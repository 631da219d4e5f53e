import { isConfigurationFile } from '../configuration/configuration.ts';
import type { KeySlot, Slot, ValueSlot } from '../cursor/cursor.ts';
import { inlineWindowAt } from '../cursor/inline-window.ts';
import { listWindowAt } from '../cursor/list-window.ts';
import type { ManifestFile } from '../syntax/manifest-file.ts';
import { type CommentCompletionInput, commentCompletions } from './comments.ts';
import { commonValues } from './common-values.ts';
import type { Completion } from './completion.ts';
import { configurationCompletions } from './configuration-file.ts';
import {
  type CompletionInput,
  type Context,
  contextAt,
  type ExpressionSource,
  type ValueSource,
  workspaceInListItem,
  workspaceInPatch,
} from './context.ts';
import { documentCompletions, nextDocuments, recipeCompletions } from './documents.ts';
import { existingValues } from './existing-values.ts';
import { expectedLocalNames } from './expected-local-names.ts';
import { itemCompletions, keyCompletions } from './keys.ts';
import { mapKeyCompletions, mapValues } from './map-keys.ts';
import { localNames, objectNameValues } from './names.ts';
import { operationCompletions } from './operations.ts';
import { completeReferences, referenceValues } from './references.ts';
import { typeMetaCompletions } from './type-meta.ts';
import { typeMetaKeys } from './type-meta-keys.ts';
import { itemValues, schemaValues, valueCompletion } from './values.ts';
import { variableCompletions } from './variables.ts';

/**
 * Returns the completions at an offset, best first and without duplicate labels. `offset` is relative to the start of
 * document number `index`. The cost depends on the size of that document only.
 */
export function complete(
  file: ManifestFile,
  index: number,
  offset: number,
  input: CompletionInput & CommentCompletionInput,
): readonly Completion[] {
  const inside = inlineWindowAt(file, index, offset, input.workspace.model);
  if (inside)
    return completeIn(inside.file, index, offset, { ...input, workspace: workspaceInPatch(input.workspace, inside) });
  const item = listWindowAt(file, index, offset);
  if (item)
    return completeIn(item.file, index, offset, { ...input, workspace: workspaceInListItem(input.workspace, item) });
  return completeIn(file, index, offset, input);
}

function completeIn(
  file: ManifestFile,
  index: number,
  offset: number,
  input: CompletionInput & CommentCompletionInput,
): readonly Completion[] {
  if (isConfigurationFile(file.uri)) {
    const context = contextAt(file, index, offset, input);
    return context ? configurationCompletions(context, input.rules) : [];
  }
  const variables = variableCompletions(file, index, offset);
  if (variables) return variables;
  const context = contextAt(file, index, offset, input);
  const operation = context && operationCompletions(context);
  if (operation) return operation;
  const offered =
    context?.cursor.slots.flatMap((slot) => inSlot(context, slot)) ?? commentCompletions(file, index, offset, input);
  const labels = new Set<string>();
  return offered.filter(({ label }) => !labels.has(label) && labels.add(label));
}

function inSlot(context: Context, slot: Slot): readonly Completion[] {
  if (slot.kind === 'key')
    return (context.known ? OF_KEYS : OF_UNKNOWN_KIND).flatMap((source) => source(context, slot));
  if (slot.kind === 'item') return [...itemCompletions(context, slot), ...itemValues(context, slot)];
  const {
    matchingValues,
    expectedValues,
    objectNames,
    expressions: sources,
  } = context.input.workspace.features.completion;
  const expressions = firstOf(sources, context, slot);
  if (expressions || slot.node.style === 'literal' || slot.node.style === 'folded') return expressions ?? [];
  const values = (own: readonly ValueSource[]) =>
    own.flatMap((source) => source(context, slot).map((value) => valueCompletion(context, slot, value)));
  return [
    ...typeMetaCompletions(context, slot),
    ...values([
      ...matchingValues,
      localNames,
      expectedLocalNames,
      ...expectedValues,
      objectNameValues,
      ...objectNames,
      mapValues,
    ]),
    ...referenceValues(context, slot),
    ...values([schemaValues, commonValues, existingValues]),
  ];
}

/** Sources of keys: for an object of a known kind, and for a document without a kind. */
const OF_KEYS: readonly KeySource[] = [
  completeReferences,
  keyCompletions,
  mapKeyCompletions,
  recipeCompletions,
  nextDocuments,
];
const OF_UNKNOWN_KIND: readonly KeySource[] = [documentCompletions, typeMetaKeys];

type KeySource = (context: Context, slot: KeySlot) => readonly Completion[];

function firstOf(
  sources: readonly ExpressionSource[],
  context: Context,
  slot: ValueSlot,
): readonly Completion[] | undefined {
  for (const source of sources) {
    const found = source(context, slot);
    if (found) return found;
  }
  return undefined;
}
