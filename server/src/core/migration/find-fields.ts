import { type Draft, type DraftEntry, type DraftMap, draftEntry } from './draft.ts';
import { expandAlias, expandMerges } from './expand-aliases.ts';

/** A step of a path: a key, or `ITEMS` for any item of a list. */
export type Step = string | typeof ITEMS;
export const ITEMS = Symbol('items');

/** `spec.pools[].start` as steps. */
export function stepsOf(path: string): readonly Step[] {
  return path.split('.').flatMap((part): Step[] => {
    const key = part.replace(/(\[\])+$/, '');
    return [key, ...new Array<Step>((part.length - key.length) / 2).fill(ITEMS)];
  });
}

/** An entry of a draft, with the way to it. */
export interface FoundField {
  readonly map: DraftMap;
  readonly entry: DraftEntry;
  /** The maps that lead to the entry, from the root, each with the entry that was followed. */
  readonly chain: readonly Link[];
  /** The indices of the list items on the way. */
  readonly indices: readonly number[];
}

export interface Link {
  readonly map: DraftMap;
  readonly entry: DraftEntry;
}

/**
 * Every entry at a path, in the order of the text. Where the way leads through an alias or a merge key, the draft gets
 * a copy of what it stands for, because a change at the anchor would change other places too.
 */
export function findFields(root: DraftMap, steps: readonly Step[]): readonly FoundField[] {
  const found: FoundField[] = [];
  visit(root, steps, 0, [], [], found);
  return found;
}

function visit(
  draft: Draft,
  steps: readonly Step[],
  depth: number,
  chain: readonly Link[],
  indices: readonly number[],
  found: FoundField[],
): void {
  const step = steps[depth];
  if (step === undefined) return;
  if (step === ITEMS) {
    if (draft.kind !== 'list') return;
    for (const [index, item] of draft.items.entries()) {
      expandAlias(item, steps.slice(depth + 1).map(keyOf), draft.column);
      visit(item.value, steps, depth + 1, chain, [...indices, index], found);
    }
    return;
  }
  if (draft.kind !== 'map' || typeof step !== 'string') return;
  if (!draftEntry(draft, step)) expandMerges(draft, step);
  const entry = draftEntry(draft, step);
  if (!entry) return;
  const link = { map: draft, entry };
  if (depth === steps.length - 1) {
    found.push({ ...link, chain: [...chain, link], indices });
    return;
  }
  expandAlias(entry, steps.slice(depth + 1).map(keyOf), draft.column);
  visit(entry.value, steps, depth + 1, [...chain, link], indices, found);
}

function keyOf(step: Step): string | undefined {
  return typeof step === 'string' ? step : undefined;
}
