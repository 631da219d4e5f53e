import type { Draft, DraftEntry, DraftItem, DraftList, DraftMap } from './draft.ts';
import type { DraftDocument } from './read-draft.ts';

/** Returns the text of a draft. Added lines end with `eol`, the last line only if `isTerminated` is set. */
export function writeDraft({ before, root, after }: DraftDocument, eol: string, isTerminated: boolean): string {
  const text = before + new Writer(eol).value(root, root.kind === 'scalar' ? 0 : root.column) + after;
  return isTerminated ? text : text.replace(/\r?\n$/, '');
}

class Writer {
  readonly #eol: string;

  constructor(eol: string) {
    this.#eol = eol;
  }

  /** `column` is for the keys or dashes of a block collection. The lines of other values are moved by `shift`. */
  value(draft: Draft, column: number, shift = 0): string {
    if (draft.kind === 'scalar') return indented(draft.text, shift);
    if (draft.flow) return draft.kind === 'map' ? this.#flowMap(draft, shift) : this.#flowList(draft, shift);
    if (draft.kind === 'map') return this.#block(draft, draft.entries, column, (entry) => entry.keyText);
    return this.#block(draft, draft.items, column, () => '-');
  }

  #block<Each extends DraftEntry | DraftItem>(
    collection: DraftMap | DraftList,
    parts: readonly Each[],
    column: number,
    head: (part: Each) => string,
  ): string {
    const shift = column - collection.column;
    // Not one growing text: looking at its end would copy it for each part.
    const texts: string[] = [];
    for (const [index, part] of parts.entries()) {
      let text = index > 0 && !texts[index - 1]?.endsWith('\n') ? this.#eol : '';
      const isInline = index === 0 && collection.isInline;
      // Comments above a key on the line of a dash move above the dash.
      const own = `${indented(part.lead, shift, true)}${atColumn(inlineLead(part.value), column)}`;
      if (!isInline) text += own + ' '.repeat(column);
      texts.push(text + head(part) + this.#around(part, collection.column, column, shift));
    }
    return texts.join('');
  }

  #around({ gap, value, trail, after }: DraftEntry | DraftItem, from: number, column: number, shift: number): string {
    let text = indented(gap, shift);
    if (value.kind === 'scalar' || value.flow) text += this.value(value, 0, shift) + trail;
    // A nested collection keeps its relative indentation.
    else text += this.value(value, column + value.column - from) + trail;
    if (after !== '' && !text.endsWith('\n')) text += this.#eol;
    return text + indented(after, shift, true);
  }

  #flowMap({ entries, tail }: DraftMap, shift: number): string {
    const parts = entries.map(
      ({ lead, keyText, gap, value, trail }) =>
        indented(lead + keyText + gap, shift) + this.value(value, 0, shift) + indented(trail, shift),
    );
    return `{${parts.join(',')}${indented(tail, shift)}}`;
  }

  #flowList({ items, tail }: DraftList, shift: number): string {
    const parts = items.map(
      ({ lead, value, trail }) => indented(lead, shift) + this.value(value, 0, shift) + indented(trail, shift),
    );
    return `[${parts.join(',')}${indented(tail, shift)}]`;
  }
}

/** Returns the comments of the first entry of a collection that starts on the line of a dash. */
function inlineLead(value: Draft): string {
  if (value.kind === 'scalar' || !value.isInline) return '';
  const first = value.kind === 'map' ? value.entries[0] : value.items[0];
  return first ? first.lead + inlineLead(first.value) : '';
}

/** Returns complete lines, each at a column. */
function atColumn(lines: string, column: number): string {
  return lines.replace(/^[ \t]*(?=\S)/gm, ' '.repeat(column));
}

/** Returns a text with its lines moved to the right or left, including the first if it is complete. Keeps empty lines. */
export function indented(text: string, shift: number, isComplete = false): string {
  if (shift === 0 || (!isComplete && !text.includes('\n'))) return text;
  const lines = text.split('\n');
  return lines
    .map((line, index) => {
      // Empty lines are unchanged, except for a last one that continues with other text.
      const isBlank = line.trim() === '' && (line === '' || index < lines.length - 1);
      if ((index === 0 && !isComplete) || isBlank) return line;
      if (shift > 0) return ' '.repeat(shift) + line;
      const blank = /^ */.exec(line)?.[0].length ?? 0;
      return line.slice(Math.min(blank, -shift));
    })
    .join('\n');
}
