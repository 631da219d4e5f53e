import { type Draft, type DraftEntry, type DraftMap, type DraftStyle, draftEntry } from './draft.ts';
import { draftValue } from './draft-value.ts';
import { attach, commentsOf, keepLines } from './edit-draft.ts';
import { type FoundField, ITEMS, type Step } from './find-fields.ts';
import { commentsIn, flowLead, hasQuotedKeys } from './flow-map.ts';
import { flowText } from './value-text.ts';

/**
 * Inserts an entry at a path. Maps that are missing on the path are added where the entry was, which is at `index` of its
 * previous map.
 */
export function placeEntry(
  root: DraftMap,
  found: FoundField,
  to: readonly Step[],
  entry: DraftEntry,
  index: number,
  style: DraftStyle,
): void {
  const indices = [...found.indices];
  let map = root;
  for (const [depth, step] of to.entries()) {
    if (typeof step !== 'string') continue;
    const at = indexIn(map, found, index);
    if (depth === to.length - 1) {
      const own = fitted({ ...entry, key: step, keyText: keyText(step, entry.keyText) }, found.map, map, index, style);
      attach(map, at, own, found.map.flow ? map.column : found.map.column, style);
      return;
    }
    if (!draftEntry(map, step)) attach(map, at, wrapper(map, step, style), map.column, style);
    const next = draftEntry(map, step);
    if (next?.value.kind === 'scalar') next.value = wrapper(map, step, style).value;
    let value = next?.value;
    for (let below = depth + 1; to[below] === ITEMS; below++)
      value = value?.kind === 'list' ? value.items[indices.shift() ?? 0]?.value : undefined;
    if (value?.kind !== 'map') return;
    map = value;
  }
}

/** Returns the index at which an entry is inserted: where it was, or at the end. */
function indexIn(map: DraftMap, found: FoundField, index: number): number {
  if (map === found.map) return Math.min(index, map.entries.length);
  const link = found.chain.find((each) => each.map === map);
  const at = link ? map.entries.indexOf(link.entry) : -1;
  return at < 0 ? map.entries.length : at + 1;
}

/** Returns true if a path is already set, or cannot be created because of another value. */
export function isTaken(root: DraftMap, found: FoundField, to: readonly Step[]): boolean {
  const indices = [...found.indices];
  let value: Draft = root;
  for (const [depth, step] of to.entries()) {
    if (step === ITEMS) {
      const item: Draft | undefined = value.kind === 'list' ? value.items[indices.shift() ?? 0]?.value : undefined;
      if (!item) return true;
      value = item;
      continue;
    }
    if (value.kind === 'scalar') return draftValue(value) !== null || value.source?.alias === true;
    if (value.kind !== 'map') return true;
    const entry: DraftEntry | undefined = typeof step === 'string' ? draftEntry(value, step) : undefined;
    if (!entry) return false;
    if (depth === to.length - 1) return true;
    value = entry.value;
  }
  return true;
}

/** Returns a key in the quotes of the one that it replaces. */
export function keyText(key: string, as: string): string {
  if (as.startsWith('"')) return JSON.stringify(key);
  return as.startsWith("'") ? `'${key}'` : key;
}

/** Returns an entry with an empty map for a missing key. */
function wrapper(parent: DraftMap, key: string, style: DraftStyle): DraftEntry {
  if (!parent.flow)
    return {
      ...newEntry(
        parent,
        key,
        {
          kind: 'map',
          flow: false,
          column: parent.column + style.step,
          isInline: false,
          entries: [],
          tail: '',
        },
        style,
      ),
      gap: `:${style.eol}`,
      trail: '',
    };
  const lead = flowLead(parent, style);
  const tail = /\r?\n[ \t]*$/.exec(lead)?.[0] ?? (/^ /.test(parent.entries[0]?.lead ?? '') ? ' ' : '');
  const isQuoted = hasQuotedKeys(parent, style);
  return newEntry(
    parent,
    key,
    { kind: 'map', flow: true, column: 0, isInline: false, entries: [], tail, isQuoted },
    style,
  );
}

export function newEntry(parent: DraftMap, key: string, value: Draft, style: DraftStyle): DraftEntry {
  return {
    lead: '',
    key,
    keyText: hasQuotedKeys(parent, style) ? JSON.stringify(key) : key,
    // JSON without spaces.
    gap: parent.flow && parent.entries.some(({ gap }) => gap === ':') ? ':' : ': ',
    value,
    trail: parent.flow ? '' : style.eol,
    after: '',
    start: -1,
    end: -1,
  };
}

/** Adapts an entry to a map of another style, block or flow. Comments become separate lines. */
function fitted(entry: DraftEntry, from: DraftMap, to: DraftMap, index: number, style: DraftStyle): DraftEntry {
  if (from.flow === to.flow) return entry;
  const lines = (comments: readonly string[], column: number) =>
    comments.map((comment) => ' '.repeat(column) + comment + style.eol).join('');
  const outer = [entry.lead, entry.gap, entry.trail].flatMap(commentsIn);
  if (from.flow) return { ...entry, lead: lines(outer, to.column), gap: ': ', trail: style.eol };
  const isFlow = entry.value.kind !== 'scalar' && entry.value.flow;
  const isLine = entry.value.kind === 'scalar' && !entry.value.text.includes('\n');
  keepLines(from, index, lines(isFlow || isLine ? outer : commentsOf(entry), from.column));
  const text = flowText(draftValue(entry.value), hasQuotedKeys(to, style));
  const value: Draft = isFlow || isLine ? entry.value : { kind: 'scalar', text };
  return { ...entry, lead: '', gap: ': ', value, trail: '', after: '' };
}
