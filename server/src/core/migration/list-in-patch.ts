import { isObject } from '../schemas/history.ts';
import type { JsonValue } from '../schemas/structural-schema.ts';
import type { Problem } from './convert-value.ts';
import type { Draft, DraftEntry, DraftItem, DraftList, DraftMap, DraftStyle } from './draft.ts';
import type { Conversion } from './migration.ts';
import { flowText } from './value-text.ts';

type ListConversion = Conversion & { readonly form: 'list' };

/**
 * Returns the leftover for a map in a patch that becomes a list. Kustomize merges the map with that of the object, but
 * replaces the list. `map` is the map of the patch, `base` the one of the object; with `isMerged`, its other keys are added to the list.
 */
export function listInPatch(
  map: Draft,
  list: Draft,
  base: JsonValue | undefined,
  as: ListConversion,
  isMerged: boolean,
  style: DraftStyle,
): Problem {
  const missing = isObject(base) && map.kind === 'map' ? missingIn(map, base, as) : [];
  if (isMerged && list.kind === 'list') for (const fields of missing) append(list, fields, style);
  const needed = missing.map((fields) => fields[as.name]).join(', ');
  const message =
    needed === ''
      ? 'Kustomize merges maps, but replaces complete lists of custom resources. The patch must now contain all items that the object needs.'
      : `Kustomize merges maps, but replaces complete lists of custom resources. The patched object would lose ${needed}.`;
  const replace = { title: 'Replace the list of the object', decision: 'replace' };
  const merge = { title: `Add the items of the object: ${needed}`, decision: 'merge' };
  return { message, choices: needed === '' ? [replace] : [merge, replace] };
}

type Fields = Readonly<Record<string, JsonValue>>;

/** Returns the items of the object that the patch neither sets nor removes. */
function missingIn(map: DraftMap, base: Readonly<Record<string, JsonValue>>, as: ListConversion): readonly Fields[] {
  const present = new Set(map.entries.map(({ key }) => key));
  return Object.entries(base).flatMap(([key, value]): readonly Fields[] => {
    if (value === null || present.has(key)) return [];
    const fields = as.value === undefined ? (isObject(value) ? value : {}) : { [as.value]: value };
    return [{ [as.name]: key, ...fields }];
  });
}

function append(list: DraftList, fields: Fields, style: DraftStyle): void {
  const last = list.items.at(-1);
  const around = { lead: '', trail: '', after: '' };
  if (list.flow) {
    const isQuoted =
      style.isJson || (last?.value.kind === 'map' && last.value.entries[0]?.keyText.startsWith('"') === true);
    const item: DraftItem = {
      ...around,
      lead: last ? ' ' : '',
      gap: '',
      value: { kind: 'scalar', text: flowText(fields, isQuoted) },
    };
    if (last) item.trail = last.trail;
    if (last) last.trail = '';
    list.items.push(item);
    return;
  }
  const entries = Object.entries(fields).map(
    ([key, value]): DraftEntry => ({
      ...around,
      key,
      keyText: key,
      gap: ': ',
      value: { kind: 'scalar', text: flowText(value) },
      trail: style.eol,
      start: -1,
      end: -1,
    }),
  );
  const map = { kind: 'map', flow: false, column: list.column + 2, isInline: true, entries, tail: '' } as const;
  list.items.push({ ...around, gap: ' ', value: map });
}
