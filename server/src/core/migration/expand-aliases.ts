import type { JsonValue } from '../schemas/structural-schema.ts';
import type { Node } from '../syntax/node.ts';
import { parseDocument } from '../syntax/parse-document.ts';
import type { Draft, DraftEntry, DraftItem, DraftMap } from './draft.ts';
import { shifted } from './edit-draft.ts';
import { isObject, nodeValue } from './node-value.ts';
import { readDraft } from './read-draft.ts';
import { flowText } from './value-text.ts';

/** Replaces an alias with a copy of its value, where that has something at `path` (a missing key is any item). */
export function expandAlias(
  holder: DraftEntry | DraftItem,
  path: readonly (string | undefined)[],
  column: number,
): void {
  const { value } = holder;
  if (value.kind !== 'scalar' || !value.source?.alias || value.source.kind === 'scalar') return;
  if (!has(nodeValue(value.source), path)) return;
  const copy = draftOf(nodeValue(value.source), column);
  if (copy) holder.value = copy;
}

/** Replaces the merge key of a map with copies of what it merges, where that brings `key`. */
export function expandMerges(map: DraftMap, key: string): void {
  const index = map.entries.findIndex(({ keyText }) => keyText === '<<');
  const merge = map.entries[index];
  if (!merge || merge.value.kind !== 'scalar' || !merge.value.source) return;
  const merged = nodeValue(merge.value.source);
  if (!isObject(merged) || !(key in merged)) return;
  const copy = draftOf(merged, map.column);
  if (copy?.kind !== 'map') return;
  const own = new Set(map.entries.map((entry) => entry.key));
  const entries = copy.entries.filter((entry) => !own.has(entry.key)).map((entry) => shiftedEntry(entry, map));
  const [first] = entries;
  if (first) first.lead = merge.lead + first.lead;
  map.entries.splice(index, 1, ...entries);
}

function shiftedEntry(entry: DraftEntry, map: DraftMap): DraftEntry {
  return { ...entry, trail: map.flow ? '' : merge(entry.trail), lead: map.flow ? ' ' : entry.lead };
}

function merge(trail: string): string {
  return trail === '' ? '\n' : trail;
}

function has(value: JsonValue | undefined, [step, ...rest]: readonly (string | undefined)[]): boolean {
  if (step === undefined) {
    if (!Array.isArray(value)) return false;
    return (value as readonly JsonValue[]).some((item) => rest.length === 0 || has(item, rest));
  }
  if (!isObject(value) || !(step in value)) return false;
  return rest.length === 0 || has(value[step], rest);
}

/** A value in flow style, which fits anywhere. */
function draftOf(value: JsonValue, _column: number): Draft | undefined {
  const text = flowText(value);
  const root: Node | undefined = parseDocument(text).root;
  const draft = root && readDraft(text, root)?.root;
  return draft && withoutSources(shifted(draft, 0));
}

/** The places of a copy are no places in the document. */
function withoutSources(draft: Draft): Draft {
  if (draft.kind === 'scalar') return { kind: 'scalar', text: draft.text };
  const { source: _, ...own } = draft;
  if (own.kind === 'list')
    return { ...own, items: own.items.map((item) => ({ ...item, value: withoutSources(item.value) })) };
  return {
    ...own,
    entries: own.entries.map((entry) => ({ ...entry, start: -1, end: -1, value: withoutSources(entry.value) })),
  };
}
