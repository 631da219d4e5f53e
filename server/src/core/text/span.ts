/** A half-open range of UTF-16 code units, relative to the start of the document's text unless stated otherwise. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A replacement. `span` refers to the text before the change. */
export interface TextChange {
  readonly span: Span;
  readonly newText: string;
}

export function span(start: number, end: number): Span {
  return { start, end };
}

/** Returns true for an offset in a span or at one of its ends, such as that of a cursor after a word. */
export function contains(outer: Span, offset: number): boolean {
  return outer.start <= offset && offset <= outer.end;
}

/** Returns true for spans that overlap or touch. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}
