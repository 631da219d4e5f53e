import { type Draft, type DraftEntry, type DraftMap, draftEntry } from './draft.ts';

/** Returns an object with a value at a path, and nothing else. */
export function objectAround(value: Draft, steps: readonly string[]): DraftMap {
  const wrapped = steps.reduceRight<Draft>((inner, step) => {
    const around = { lead: '', gap: ': ', value: inner, trail: '', after: '' };
    const common = { flow: true, column: 0, isInline: false, tail: '' } as const;
    if (/^(\d+|-)$/.test(step)) return { ...common, kind: 'list', items: [{ ...around, gap: '' }] };
    return { ...common, kind: 'map', entries: [{ ...around, key: step, keyText: step, start: -1, end: -1 }] };
  }, value);
  return wrapped.kind === 'map'
    ? wrapped
    : { kind: 'map', flow: true, column: 0, isInline: false, entries: [], tail: '' };
}

/** Returns the value at a path, if the tree contains nothing else. */
export function onlyValueAt(root: Draft, steps: readonly string[]): Draft | undefined {
  let at: Draft = root;
  for (const step of steps) {
    if (at.kind === 'list') {
      const [item] = at.items;
      if (!item) return undefined;
      at = item.value;
      continue;
    }
    const entry: DraftEntry | undefined = draftEntry(at, step);
    if (!entry || at.kind !== 'map' || at.entries.some((each) => each !== entry && !isEmpty(each.value)))
      return undefined;
    at = entry.value;
  }
  return at;
}

function isEmpty(draft: Draft): boolean {
  if (draft.kind === 'scalar') return false;
  return draft.kind === 'map'
    ? draft.entries.every(({ value }) => isEmpty(value))
    : draft.items.every(({ value }) => isEmpty(value));
}
