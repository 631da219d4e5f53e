import { memoize } from '../text/memoize.ts';
import { type Draft, type DraftEntry, type DraftMap, type DraftStyle, draftEntry } from './draft.ts';
import { expandAlias, expandMerges } from './expand-aliases.ts';

/** A step of a path: a key, or `ITEMS` for any item of a list. */
export type Step = string | typeof ITEMS;
export const ITEMS = Symbol('items');

/** Returns the steps of a path such as `spec.pools[].start`. A key with dots is in brackets and quotes. */
export function stepsOf(path: string): readonly Step[] {
  return [...path.matchAll(/\["([^"]*)"\]|(\[\])|([^.[\]]+)/g)].map(
    ([, quoted, items, key]): Step => (items ? ITEMS : (quoted ?? key ?? '')),
  );
}

/** Returns the steps of the path of a row. */
export const stepsAt = memoize(({ at }: { readonly at: string }): readonly Step[] => stepsOf(at));

/** An entry of a draft, with the maps and items that contain it. */
export interface FoundField {
  readonly map: DraftMap;
  readonly entry: DraftEntry;
  /** The maps on the path, from the root, each with the entry on the path. */
  readonly chain: readonly Link[];
  /** The indices of the list items on the path. */
  readonly indices: readonly number[];
}

export interface Link {
  readonly map: DraftMap;
  readonly entry: DraftEntry;
}

/**
 * Returns every entry at a path, in the order of the text. With `copiesAliases`, an alias or a merge key on the path is
 * replaced with a copy of its value.
 */
export function findFields(root: DraftMap, steps: readonly Step[], style?: DraftStyle): readonly FoundField[] {
  const found: FoundField[] = [];
  visit({ steps, style: style?.copiesAliases ? style : undefined, found }, root, 0, [], []);
  return found;
}

interface Search {
  readonly steps: readonly Step[];
  /** Set if aliases must be copied. */
  readonly style: DraftStyle | undefined;
  readonly found: FoundField[];
}

function visit(search: Search, draft: Draft, depth: number, chain: readonly Link[], indices: readonly number[]): void {
  const { steps, style, found } = search;
  const step = steps[depth];
  if (step === undefined) return;
  if (step === ITEMS) {
    if (draft.kind !== 'list') return;
    for (const [index, item] of draft.items.entries()) {
      if (style) expandAlias(item, steps.slice(depth + 1).map(itemKey));
      visit(search, item.value, depth + 1, chain, [...indices, index]);
    }
    return;
  }
  if (draft.kind !== 'map' || typeof step !== 'string') return;
  if (style && !draftEntry(draft, step)) expandMerges(draft, step, style);
  const entry = draftEntry(draft, step);
  if (!entry) return;
  const link = { map: draft, entry };
  if (depth === steps.length - 1) {
    found.push({ ...link, chain: [...chain, link], indices });
    return;
  }
  if (style) expandAlias(entry, steps.slice(depth + 1).map(itemKey));
  visit(search, entry.value, depth + 1, [...chain, link], indices);
}

function itemKey(step: Step): string | undefined {
  return typeof step === 'string' ? step : undefined;
}
