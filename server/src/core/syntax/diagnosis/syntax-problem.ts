import type { Span, TextChange } from '../../text/span.ts';

/** A syntax error, described in terms of the mistake in the text. */
export interface SyntaxProblem {
  readonly span: Span;
  /** The kind of mistake, such as `wrong-indentation`; for a problem of the YAML library, its code in capitals. */
  readonly code: string;
  readonly message: string;
  /** Changes that make the document valid, the likeliest first. */
  readonly fixes?: readonly SyntaxFix[];
}

/** A possible mistake. It is reported if one of its fixes makes the document valid, or if it is certain. */
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
