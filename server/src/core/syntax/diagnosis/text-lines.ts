import { lineBreakOf } from '../../text/line-break.ts';
import { type Span, span, type TextChange } from '../../text/span.ts';

/** A text as lines with indentation, dashes and keys. Does not take multi-line scalars into account. */
export class TextLines {
  readonly text: string;
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.text = text;
    for (const match of text.matchAll(/\r\n|\r|\n/g)) this.#starts.push(match.index + match[0].length);
  }

  /** The line break that the text uses. */
  get lineBreak(): string {
    return lineBreakOf(this.text);
  }

  get count(): number {
    return this.#starts.length;
  }

  /** Returns the index of the line that contains an offset. */
  at(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  start(line: number): number {
    return this.#starts[line] ?? this.text.length;
  }

  /** Returns the offset before the line break. */
  end(line: number): number {
    let end = this.start(line + 1);
    while (end > this.start(line) && /[\r\n]/.test(this.text[end - 1] ?? '')) end--;
    return end;
  }

  of(line: number): string {
    return this.text.slice(this.start(line), this.end(line));
  }

  /** Returns the number of spaces at the start of the line. */
  indent(line: number): number {
    return /^[ \t]*/.exec(this.of(line))?.[0].length ?? 0;
  }

  /** Returns the column after the dashes of list items. */
  column(line: number): number {
    return /^[ \t]*(?:-[ \t]+)*/.exec(this.of(line))?.[0].length ?? 0;
  }

  /** Returns the text after indentation and dashes, without a trailing comment. */
  content(line: number): string {
    const source = this.of(line).slice(this.column(line));
    return source.startsWith('#') ? '' : withoutComment(source);
  }

  /** Returns the offset of `content`. */
  contentStart(line: number): number {
    return this.start(line) + this.column(line);
  }

  hasContent(line: number): boolean {
    return /^[ \t]*[^ \t#]/.test(this.of(line));
  }

  /** Returns the nearest line above that is not empty or a comment; -1 if there is none. */
  above(line: number): number {
    let above = line - 1;
    while (above >= 0 && !this.hasContent(above)) above--;
    return above;
  }

  /** Returns the key at the start of the line, after dashes. */
  key(line: number): string | undefined {
    return KEY.exec(this.content(line).slice(0, LONGEST))?.[1];
  }

  /** Returns the text and span that a message uses for a line. */
  name(line: number): { readonly text: string; readonly span: Span } {
    const content = this.content(line);
    const source = this.key(line) ?? (content === '' ? this.of(line).trim() : content);
    const text = shortened(source);
    const start = content === '' ? this.start(line) + this.indent(line) : this.contentStart(line);
    return { text, span: span(start, Math.max(start + 1, start + source.length)) };
  }

  /** Replaces the indentation of one line. */
  indentLine(line: number, column: number): TextChange {
    const start = this.start(line);
    return { span: span(start, start + this.indent(line)), newText: ' '.repeat(Math.max(0, column)) };
  }

  /** Moves the lines from one to before another by a number of columns; empty lines stay. */
  shift(from: number, to: number, by: number): readonly TextChange[] {
    const changes: TextChange[] = [];
    for (let line = from; line < to; line++)
      if (this.of(line).trim() !== '') changes.push(this.indentLine(line, this.indent(line) + by));
    return changes;
  }

  /** Returns the first non-empty line below that is indented less. */
  endOfBlock(line: number): number {
    const indent = this.indent(line);
    let end = line + 1;
    while (end < this.count && (this.of(end).trim() === '' || this.indent(end) >= indent)) end++;
    return end;
  }
}

/** Returns a text as messages quote it, shortened. */
export function shortened(text: string): string {
  if (text.length <= 40) return text;
  return `${text.slice(0, 39).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** The rest of longer lines is not searched for a key, so that the expression stays cheap. */
const LONGEST = 1200;
/** The key of a line, quoted or not, and its colon. */
const KEY = /^("[^"]*"|'[^']*'|[^\s:#"'[\]{},&*!|>%@`](?:[^:#]|:(?=\S)|#(?<=\S#))*?)[ \t]*:(?=[ \t]|$)/;

function withoutComment(text: string): string {
  let hash = text.indexOf('#');
  while (hash > 0 && !/[ \t]/.test(text[hash - 1] ?? '')) hash = text.indexOf('#', hash + 1);
  return (hash < 0 ? text : text.slice(0, hash)).trimEnd();
}

export function spaces(count: number): string {
  return count === 0 ? 'not indented' : `indented by ${counted(count)}`;
}

/** Returns the title of a fix that moves a line to a column. `name` is in quotes. */
export function indentationTitle(name: string, column: number): string {
  return `Set the indentation of ${name} to ${counted(column)}`;
}

function counted(count: number): string {
  return `${count} ${count === 1 ? 'space' : 'spaces'}`;
}
