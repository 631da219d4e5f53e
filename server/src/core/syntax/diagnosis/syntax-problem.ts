import type { Span, TextChange } from '../../text/span.ts';

/** What the YAML reader cannot accept, as its author would put it. */
export interface SyntaxProblem {
  readonly span: Span;
  /** The kind of mistake, such as `wrong-indentation`; of a problem of the parser library, its code in capitals. */
  readonly code: string;
  readonly message: string;
  /** Changes after which the document can be read, the likeliest first. */
  readonly fixes?: readonly SyntaxFix[];
}

/** What may be the mistake. It is if one of its fixes makes the document readable, or if it is certain. */
export interface Hypothesis extends SyntaxProblem {
  readonly isCertain?: boolean;
}

export interface SyntaxFix {
  readonly title: string;
  readonly changes: readonly TextChange[];
  /** No other fix is plausible. */
  readonly certain: boolean;
}

export function applyChanges(text: string, changes: readonly TextChange[]): string {
  const sorted = [...changes].sort((a, b) => a.span.start - b.span.start);
  let result = '';
  let at = 0;
  for (const { span, newText } of sorted) {
    result += text.slice(at, span.start) + newText;
    at = span.end;
  }
  return result + text.slice(at);
}
