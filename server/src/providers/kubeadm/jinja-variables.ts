import { type Span, span } from '../../core/text/span.ts';
import type { JinjaExpression } from './jinja.ts';

/** A variable as an expression names it: `ds.meta_data.name`, `ds.meta_data["name"]`. */
export interface JinjaVariable {
  readonly steps: readonly JinjaStep[];
}

export interface JinjaStep {
  readonly text: string;
  /** The span of the name without dot, brackets and quotes, relative to the same origin as the expression's `start`. */
  readonly span: Span;
  readonly quoted: boolean;
  /** The rest of a name with hyphens, such as `-name` of `metal3-name`. */
  readonly minus: string;
  /** True if it is called as a function, so it is not a key. */
  readonly called: boolean;
}

/** Returns the variables that an expression reads, without string literals. */
export function variablesOf({ code, start }: JinjaExpression): readonly JinjaVariable[] {
  const variables: JinjaVariable[] = [];
  const bare = code.replace(/(["'])(?:(?!\1).)*\1/g, (text, _quote, at: number) =>
    isAfterBracket(code, at) ? text : ' '.repeat(text.length),
  );
  const variable = /(?<![\w.])[A-Za-z_]\w*(?:\s*\.\s*[A-Za-z_]\w*|\s*\[\s*(?:"[^"]*"|'[^']*')\s*\])*/g;
  for (const match of bare.matchAll(variable)) {
    const steps: JinjaStep[] = [];
    for (const step of match[0].matchAll(/[A-Za-z_]\w*|"([^"]*)"|'([^']*)'/g)) {
      const quoted = step[1] ?? step[2];
      const text = quoted?.trim() ?? step[0];
      const from = match.index + step.index + (quoted === undefined ? 0 : 1 + Math.max(0, quoted.indexOf(text)));
      const rest = bare.slice(from + text.length);
      steps.push({
        text,
        span: span(start + from, start + from + text.length),
        quoted: quoted !== undefined,
        minus: quoted === undefined ? (/^(?:-[A-Za-z]\w*)+/.exec(rest)?.[0] ?? '') : '',
        called: /^\s*\(/.test(rest),
      });
    }
    variables.push({ steps });
  }
  return variables;
}

function isAfterBracket(code: string, offset: number): boolean {
  let at = offset - 1;
  while (at >= 0 && (code[at] ?? '').trim() === '') at--;
  return code[at] === '[';
}
