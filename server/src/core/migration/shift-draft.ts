import type { Draft, DraftEntry, DraftMap } from './draft.ts';
import { indented } from './write-draft.ts';

/** Returns a draft with its lines moved to the right, or to the left if `shift` is negative. */
export function shifted(draft: Draft, shift: number): Draft {
  return shift === 0 ? draft : copyOf(draft, shift);
}

/** Returns an independent copy of a draft, with its lines moved. */
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
