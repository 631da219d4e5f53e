import type { Draft, DraftEntry, DraftItem, DraftMap, DraftScalar } from './draft.ts';
import { indented } from './write-draft.ts';

/** How the author writes: what new text follows. */
export interface DraftStyle {
  readonly eol: string;
  /** Spaces per level. */
  readonly step: number;
  /** Whether an alias in the way of a change is replaced by a copy, or its anchor is expected to change likewise. */
  readonly copiesAliases: boolean;
  /** The document is JSON. */
  readonly isJson: boolean;
  /** How far the dashes of a list stand right of its key: 0 or more. */
  readonly dashOffset: number;
}

/** Takes an entry out of its map. Blank lines and comments that follow it stay where they are. */
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

/** Leaves complete lines where the entry at `index` begins now, or at the end of the map. */
export function keepLines(map: DraftMap, index: number, lines: string): void {
  if (lines === '') return;
  const next = map.entries[index];
  const previous = map.entries[index - 1];
  if (next) next.lead = lines + next.lead;
  else if (previous) previous.after += lines;
  else map.tail += lines;
}

/** Puts an entry that was written in a map at column `from` into a block map. */
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

/** A draft whose lines stand further to the right, or left. */
export function shifted(draft: Draft, shift: number): Draft {
  return shift === 0 ? draft : copyOf(draft, shift);
}

/** A draft that can be changed without changing the other, with its lines moved. */
export function copyOf(draft: Draft, shift = 0): Draft {
  const around = <Each extends DraftEntry | DraftMap['entries'][number]>(each: Each): Each => ({
    ...each,
    lead: indented(each.lead, shift, !draftIsFlow(draft)),
    gap: indented(each.gap, shift),
    trail: indented(each.trail, shift),
    after: indented(each.after, shift, true),
    value: copyOf(each.value, shift),
  });
  if (draft.kind === 'scalar') return { ...draft, text: indented(draft.text, shift) };
  const tail = indented(draft.tail, shift, !draft.flow);
  if (draft.kind === 'map') return { ...draft, column: draft.column + shift, tail, entries: draft.entries.map(around) };
  const items = draft.items.map((item) => ({
    ...item,
    lead: indented(item.lead, shift, !draft.flow),
    gap: indented(item.gap, shift),
    trail: indented(item.trail, shift),
    after: indented(item.after, shift, true),
    value: copyOf(item.value, shift),
  }));
  return { ...draft, column: draft.column + shift, tail, items };
}

function draftIsFlow(draft: Draft): boolean {
  return draft.kind !== 'scalar' && draft.flow;
}

/** After an entry of a flow map is gone: the text before the first key and after the last value stays as it was. */
function closeFlowGap(map: DraftMap, entry: DraftEntry, index: number): void {
  const next = map.entries[index];
  const previous = map.entries[index - 1];
  if (index === 0 && next) next.lead = entry.lead;
  else if (!next && previous && !map.tail.startsWith(',')) previous.trail = entry.trail;
  else if (!next && !previous) map.tail = entry.trail.trim() === '' ? entry.trail : '';
}

/** Takes an entry out of its map for good; its comments stay, as lines of their own. */
export function remove(map: DraftMap, entry: DraftEntry, { eol }: DraftStyle): void {
  const comments = commentsOf(entry);
  const index = detach(map, entry);
  if (comments.length === 0) return;
  if (!map.flow) {
    const indent = ' '.repeat(map.column);
    keepLines(map, index, comments.map((comment) => indent + comment + eol).join(''));
    return;
  }
  const [next, previous] = [map.entries[index], map.entries[index - 1]];
  const lines = comments.map((comment) => `${eol}${comment}`).join('');
  const before = (text: string) => lines + (/^\s*\n/.test(text) ? text : eol + text);
  if (next) next.lead = before(next.lead);
  else if (previous) previous.trail = before(previous.trail);
  else map.tail = before(map.tail);
}

/** The comments in an entry, those above it and those on its lines, without what only belongs to lines that stay. */
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

/** Of text that holds nothing else but spaces, colons, commas and anchors. */
function commentsIn(text: string): readonly string[] {
  return [...text.matchAll(/(?:^|\s)(#[^\r\n]*)/gm)].map(([, comment = '']) => comment.trimEnd());
}

/** Writes an entry between the others of a flow map, on a line of its own where they have one. */
function attachInFlow(map: DraftMap, index: number, entry: DraftEntry, style: DraftStyle): void {
  const others = map.entries;
  const previous = others[index - 1];
  const next = others[index];
  const own: DraftEntry = {
    ...entry,
    keyText: hasQuotedKeys(map, style) ? JSON.stringify(entry.key) : entry.keyText,
    after: '',
  };
  if (next) {
    own.lead = next.lead;
    own.trail = '';
    // The first key may follow the brace directly; those after a comma do not.
    if (index === 0) next.lead = others[1]?.lead ?? (next.lead.includes('\n') ? next.lead : ' ');
  } else if (previous) {
    own.lead = index > 1 || previous.lead.includes('\n') ? previous.lead : ' ';
    own.trail = map.tail.startsWith(',') ? '' : previous.trail;
    if (!map.tail.startsWith(',')) previous.trail = '';
  } else {
    own.lead = flowLead(map, style);
    own.trail = map.tail;
    map.tail = '';
  }
  const [from, to] = [lastIndent(entry.lead), lastIndent(own.lead)];
  if (from !== undefined && to !== undefined) own.value = shifted(own.value, to - from);
  others.splice(index, 0, own);
}

/** Whether new keys of a flow map need quotes. */
export function hasQuotedKeys(map: DraftMap, { isJson }: DraftStyle): boolean {
  return map.flow && (isJson || map.isQuoted === true);
}

/** What stands before a new key of a flow map: a space, or a line break and the indentation. */
export function flowLead({ entries, tail }: DraftMap, { step }: DraftStyle): string {
  const last = entries.at(-1);
  if (last) return last.lead;
  return tail.includes('\n') ? tail + ' '.repeat(step) : tail;
}

/** The column at which the text after a line break continues. */
function lastIndent(text: string): number | undefined {
  return /\n([ \t]*)$/.exec(text)?.[1]?.length;
}

/** A value that the migration writes, on one line. */
export function writtenScalar(text: string): DraftScalar {
  return { kind: 'scalar', text };
}
