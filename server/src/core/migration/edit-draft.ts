import type { Draft, DraftEntry, DraftItem, DraftList, DraftMap, DraftStyle } from './draft.ts';
import { attachInFlow, closeFlowGap, commentsIn, keepInFlow, separatorOf, withComments } from './flow-map.ts';
import { shifted } from './shift-draft.ts';
import { indented } from './write-draft.ts';

/** Removes an entry from its map and returns its index. The empty lines and comments after it are kept. */
export function detach(map: DraftMap, entry: DraftEntry): number {
  const index = map.entries.indexOf(entry);
  map.entries.splice(index, 1);
  if (map.flow) {
    closeFlowGap(map, entry, index);
    return index;
  }
  keepLines(map, index, entry.after);
  entry.after = '';
  return index;
}

/** Inserts complete lines before the entry that is now at `index`, or at the end of the map. */
export function keepLines(map: DraftMap, index: number, lines: string): void {
  if (lines === '') return;
  const next = map.entries[index];
  const previous = map.entries[index - 1];
  if (next) next.lead = lines + next.lead;
  else if (previous) previous.after += lines;
  else map.tail += lines;
}

/** Inserts an entry from a map at column `from` into a block map. */
export function attach(map: DraftMap, index: number, entry: DraftEntry, from: number, style: DraftStyle): void {
  if (map.flow) {
    attachInFlow(map, index, entry, style);
    return;
  }
  const shift = map.column - from;
  const own: DraftEntry = {
    ...entry,
    lead: indented(entry.lead, shift, true),
    gap: indented(entry.gap, shift),
    after: indented(entry.after, shift, true),
    trail: /\n$/.test(entry.trail) || isBlock(entry.value) ? entry.trail : entry.trail.trimEnd() + style.eol,
    value: shifted(entry.value, shift),
  };
  // Lines that were kept for a map without entries come first.
  if (map.entries.length === 0 && map.tail !== '') {
    own.lead = map.tail + own.lead;
    map.tail = '';
  }
  map.entries.splice(index, 0, own);
}

function isBlock(value: Draft): boolean {
  return value.kind !== 'scalar' && !value.flow;
}

/** Removes an entry from its map, and keeps its comments as separate lines. */
export function remove(map: DraftMap, entry: DraftEntry, style: DraftStyle): void {
  const comments = commentsOf(entry);
  const index = detach(map, entry);
  if (comments.length === 0) return;
  if (!map.flow) {
    const indent = ' '.repeat(map.column);
    keepLines(map, index, comments.map((comment) => indent + comment + style.eol).join(''));
    return;
  }
  keepInFlow(map, index, comments, style);
}

/** Removes an item from its list, and keeps its comments as separate lines. */
export function removeItem(list: DraftList, index: number, style: DraftStyle): void {
  const [item] = list.items.splice(index, 1);
  const [next, previous] = [list.items[index], list.items[index - 1]];
  if (!item) return;
  const comments = commentsOf(item);
  if (list.flow) {
    const kept = [...comments, ...(next ? commentsIn(next.lead) : [])];
    if (next) next.lead = withComments(kept, index === 0 ? separatorOf(item.lead) : separatorOf(next.lead), style);
    else if (previous) previous.trail = withComments(comments, separatorOf(item.trail), style);
    else list.tail = withComments(comments, list.tail, style);
    return;
  }
  const indent = ' '.repeat(list.column);
  const lines = comments.map((comment) => indent + comment + style.eol).join('') + item.after;
  if (next) next.lead = lines + next.lead;
  else if (previous) previous.after += lines;
  else list.tail += lines;
}

/** Returns the comments above an entry and on its lines, except for comments on lines that are kept. */
export function commentsOf(entry: DraftEntry | DraftItem): readonly string[] {
  return [
    ...commentsIn(entry.lead),
    ...commentsIn(entry.gap),
    ...commentsInside(entry.value),
    ...commentsIn(entry.trail),
  ];
}

function commentsInside(draft: Draft): readonly string[] {
  if (draft.kind === 'scalar') return [];
  const parts = draft.kind === 'map' ? draft.entries : draft.items;
  return [...parts.flatMap((part) => [...commentsOf(part), ...commentsIn(part.after)]), ...commentsIn(draft.tail)];
}
