import type { KeySlot, Slot, ValueSlot } from '../cursor/cursor.ts';
import { inlineWindowAt } from '../cursor/inline-window.ts';
import { listWindowAt } from '../cursor/list-window.ts';
import type { ManifestFile } from '../syntax/manifest-file.ts';
import { typeMetaKeys } from './beginnings.ts';
import { type CommentAsks, commentCompletions } from './comments.ts';
import { commonValues } from './common-values.ts';
import type { Completion } from './completion.ts';
import {
  type Asks,
  asksInside,
  asksOfItem,
  type Context,
  contextAt,
  type ExpressionSource,
  type ValueSource,
} from './context.ts';
import { documentCompletions, nextDocuments, recipeCompletions } from './documents.ts';
import { valuesElsewhere } from './elsewhere.ts';
import { expectedLocalNames } from './expected-local-names.ts';
import { itemCompletions, keyCompletions } from './keys.ts';
import { mapKeyCompletions, mapValues } from './map-keys.ts';
import { localNames, ownNames } from './names.ts';
import { operationCompletions } from './operations.ts';
import { completeReferences, referenceValues } from './references.ts';
import { typeMetaCompletions } from './type-meta.ts';
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
  asks: Asks & CommentAsks,
): readonly Completion[] {
  const inside = inlineWindowAt(file, index, offset, asks.workspace.model);
  if (inside) return completeIn(inside.file, index, offset, { ...asks, workspace: asksInside(asks.workspace, inside) });
  const item = listWindowAt(file, index, offset);
  if (item) return completeIn(item.file, index, offset, { ...asks, workspace: asksOfItem(asks.workspace, item) });
  return completeIn(file, index, offset, asks);
}

function completeIn(
  file: ManifestFile,
  index: number,
  offset: number,
  asks: Asks & CommentAsks,
): readonly Completion[] {
  const variables = variableCompletions(file, index, offset);
  if (variables) return variables;
  const context = contextAt(file, index, offset, asks);
  const operation = context && operationCompletions(context);
  if (operation) return operation;
  const offered =
    context?.cursor.slots.flatMap((slot) => inSlot(context, slot)) ?? commentCompletions(file, index, offset, asks);
  const labels = new Set<string>();
  return offered.filter(({ label }) => !labels.has(label) && labels.add(label));
}

function inSlot(context: Context, slot: Slot): readonly Completion[] {
  if (slot.kind === 'key')
    return (context.known ? OF_KEYS : OF_UNKNOWN_KIND).flatMap((source) => source(context, slot));
  if (slot.kind === 'item') return [...itemCompletions(context, slot), ...itemValues(context, slot)];
  const {
    agreeingValues,
    expectedValues,
    objectNames,
    expressions: sources,
  } = context.asks.workspace.features.completion;
  const expressions = firstOf(sources, context, slot);
  if (expressions || slot.node.style === 'literal' || slot.node.style === 'folded') return expressions ?? [];
  const values = (own: readonly ValueSource[]) =>
    own.flatMap((source) => source(context, slot).map((value) => valueCompletion(context, slot, value)));
  return [
    ...typeMetaCompletions(context, slot),
    ...values([
      ...agreeingValues,
      localNames,
      expectedLocalNames,
      ...expectedValues,
      ownNames,
      ...objectNames,
      mapValues,
    ]),
    ...referenceValues(context, slot),
    ...values([schemaValues, commonValues, valuesElsewhere]),
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
