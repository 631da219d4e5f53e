import { isObject } from '../schemas/history.ts';
import type { JsonValue } from '../schemas/structural-schema.ts';
import type { Node } from '../syntax/node.ts';
import { parseDocument } from '../syntax/parse-document.ts';
import type { Draft, DraftEntry, DraftItem, DraftMap, DraftStyle } from './draft.ts';
import { nodeValue } from './node-value.ts';
import { readDraft } from './read-draft.ts';
import { flowText } from './value-text.ts';

/** Replaces an alias with a copy of its value, if the value has something at `path`. An undefined step is any item. */
export function expandAlias(holder: DraftEntry | DraftItem, path: readonly (string | undefined)[]): void {
  const { value } = holder;
  if (value.kind !== 'scalar' || !value.source?.alias || value.source.kind === 'scalar') return;
  if (!has(nodeValue(value.source), path)) return;
  const copy = draftOf(nodeValue(value.source));
  if (copy) holder.value = copy;
}

/** Replaces the merge key of a map with copies of the entries that it merges, if `key` is one of them. */
export function expandMerges(map: DraftMap, key: string, { eol }: DraftStyle): void {
  const index = map.entries.findIndex(({ keyText }) => keyText === '<<');
  const merge = map.entries[index];
  if (merge?.value.kind !== 'scalar' || !merge.value.source) return;
  const merged = nodeValue(merge.value.source);
  if (!isObject(merged) || !(key in merged)) return;
  const copy = draftOf(merged);
  if (copy?.kind !== 'map') return;
  const own = new Set(map.entries.map((entry) => entry.key));
  const entries = copy.entries
    .filter((entry) => !own.has(entry.key))
    .map((entry) => ({ ...entry, lead: map.flow ? ' ' : '', trail: map.flow ? '' : eol }));
  const [first] = entries;
  const last = entries.at(-1);
  if (!first || !last) return;
  first.lead = merge.lead;
  last.trail = merge.trail;
  last.after = merge.after;
  map.entries.splice(index, 1, ...entries);
}

function has(value: JsonValue | undefined, [step, ...rest]: readonly (string | undefined)[]): boolean {
  if (step === undefined) {
    if (!Array.isArray(value)) return false;
    return (value as readonly JsonValue[]).some((item) => rest.length === 0 || has(item, rest));
  }
  if (!isObject(value) || !(step in value)) return false;
  return rest.length === 0 || has(value[step], rest);
}

/** Returns a draft in flow style, which is valid at every place. */
function draftOf(value: JsonValue): Draft | undefined {
  const text = flowText(value);
  const root: Node | undefined = parseDocument(text).root;
  const draft = root && readDraft(text, root);
  return draft && 'root' in draft ? withoutSources(draft.root) : undefined;
}

/** Returns a copy without positions, because it is not in the document. */
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
