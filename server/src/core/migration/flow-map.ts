import type { DraftEntry, DraftMap, DraftStyle } from './draft.ts';
import { shifted } from './shift-draft.ts';

/** Returns the comments in a text that otherwise consists of spaces, colons, commas and anchors. */
export function commentsIn(text: string): readonly string[] {
  return [...text.matchAll(/(?:^|\s)(#[^\r\n]*)/gm)].map(([, comment = '']) => comment.trimEnd());
}

/** Adjusts a flow map after an entry was removed: keeps the text before the first key and after the last value. */
export function closeFlowGap(map: DraftMap, entry: DraftEntry, index: number): void {
  const next = map.entries[index];
  const previous = map.entries[index - 1];
  const hasComment = (text: string) => commentsIn(text).length > 0;
  if (index === 0 && next) {
    if (!hasComment(next.lead)) next.lead = separatorOf(entry.lead);
  } else if (!next && previous) {
    if (!hasComment(previous.trail) && !map.tail.startsWith(',')) previous.trail = separatorOf(entry.trail);
  } else if (!next) map.tail = separatorOf(entry.trail);
}

/** Inserts comments in a flow map, before the entry that is now at `index` or at the end. */
export function keepInFlow(map: DraftMap, index: number, comments: readonly string[], style: DraftStyle): void {
  const [next, previous] = [map.entries[index], map.entries[index - 1]];
  if (next) next.lead = withComments(comments, next.lead, style);
  else if (previous) previous.trail = withComments(comments, previous.trail, style);
  else map.tail = withComments(comments, map.tail, style);
}

/** Inserts an entry in a flow map, on a separate line if the other entries are on separate lines. */
export function attachInFlow(map: DraftMap, index: number, entry: DraftEntry, style: DraftStyle): void {
  const others = map.entries;
  const previous = others[index - 1];
  const next = others[index];
  const own: DraftEntry = {
    ...entry,
    keyText: hasQuotedKeys(map, style) ? JSON.stringify(entry.key) : entry.keyText,
    after: '',
    trail: '',
  };
  if (next) {
    // A comment after the comma belongs to the line of the entry before it.
    const [comment = ''] = index > 0 ? (/^[ \t]*#[^\n]*/.exec(next.lead) ?? []) : [];
    own.lead = comment + separatorOf(next.lead);
    next.lead = next.lead.slice(comment.length);
    // The first key may directly follow the brace, but other keys need a space after the comma.
    if (index === 0 && commentsIn(next.lead).length === 0)
      next.lead = others[1] ? separatorOf(others[1].lead) : next.lead.includes('\n') ? next.lead : ' ';
  } else if (previous) {
    own.lead = index > 1 || previous.lead.includes('\n') ? separatorOf(previous.lead) : ' ';
    if (!map.tail.startsWith(',')) {
      own.trail = separatorOf(previous.trail);
      if (commentsIn(previous.trail).length === 0) previous.trail = '';
    }
  } else {
    own.lead = flowLead(map, style);
    own.trail = map.tail;
    map.tail = '';
  }
  const [from, to] = [lastIndent(entry.lead), lastIndent(own.lead)];
  if (from !== undefined && to !== undefined) own.value = shifted(own.value, to - from);
  own.lead = withComments([...commentsIn(entry.lead), ...commentsIn(entry.trail)], own.lead, style);
  others.splice(index, 0, own);
}

/** Returns true if new keys of a flow map need quotes. */
export function hasQuotedKeys(map: DraftMap, { isJson }: DraftStyle): boolean {
  return map.flow && (isJson || map.isQuoted === true);
}

/** Returns the text before a new key of a flow map: a space, or a line break and the indentation. */
export function flowLead({ entries, tail }: DraftMap, { step }: DraftStyle): string {
  const last = entries.at(-1);
  if (last) return separatorOf(last.lead);
  return tail.includes('\n') ? tail + ' '.repeat(step) : tail;
}

/** Returns comments on separate lines, followed by a separator. */
export function withComments(comments: readonly string[], separator: string, { eol }: DraftStyle): string {
  if (comments.length === 0) return separator;
  const indent = ' '.repeat(lastIndent(separator) ?? 0);
  const lines = comments.map((comment) => `${eol}${indent}${comment}`).join('');
  return lines + (/^[ \t]*\r?\n/.test(separator) ? separator : eol + separator);
}

/** Returns the text between two entries without its comments: the last line break and its indentation, or spaces. */
export function separatorOf(text: string): string {
  return /\r?\n[ \t]*$/.exec(text)?.[0] ?? (/^[ \t]*$/.test(text) ? text : ' ');
}

/** Returns the column at which the text continues after its last line break. */
function lastIndent(text: string): number | undefined {
  return /\n([ \t]*)$/.exec(text)?.[1]?.length;
}
