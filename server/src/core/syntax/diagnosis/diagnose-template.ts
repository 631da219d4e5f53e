import { findFaultOrRest } from '../go-yaml/find-fault.ts';
import type { StreamState } from '../split-stream.ts';
import { isRenderedText } from '../templated-text.ts';
import { diagnoseSyntax } from './diagnose-syntax.ts';
import type { SyntaxProblem } from './syntax-problem.ts';
import { TextLines } from './text-lines.ts';

/**
 * Returns the mistake that makes a template invalid for all values of its variables (`${NAME}`). Undefined if there is
 * none, or if it is unknown: in templates of other tools, and next to a variable whose value can have several lines.
 */
export function diagnoseTemplate(text: string, before: StreamState): SyntaxProblem | undefined {
  if (isRenderedText(text)) return undefined;
  const { filled, restore } = fillVariables(text);
  const fault = filled.includes('${') ? undefined : findFaultOrRest(filled, before);
  if (!fault) return undefined;
  const problem = diagnoseSyntax(filled, fault, before);
  const lines = new TextLines(text);
  // An open quote ends nowhere, so only its start matters.
  const places = fault.code === 'unterminated-quote' ? [] : [fault.at, fault.start];
  if ([...places, problem.span.start].some((at) => dependsOnVariable(lines, lines.at(at)))) return undefined;
  const { message, fixes = [] } = problem;
  return {
    ...problem,
    message: restore(message),
    fixes: fixes.map(({ title, changes, certain }) => ({
      title: restore(title),
      changes: changes.map((change) => ({ ...change, newText: restore(change.newText) })),
      certain,
    })),
  };
}

/**
 * Returns true if a line up to this one begins with a variable, which can be several lines or a comment, or if the line
 * continues the value above and that is a variable without default value.
 */
function dependsOnVariable(lines: TextLines, line: number): boolean {
  if (AT_START.test(lines.text.slice(0, lines.end(line)))) return true;
  const above = lines.above(line);
  return above >= 0 && OPEN_VALUE.test(lines.of(above)) && lines.indent(line) > lines.indent(above);
}

const AT_START = /^[ \t]*\$\{/m;
const OPEN_VALUE = /[:-]\s+\$\{[^{}:=-]*\}\s*$/;

interface Filled {
  /** The text with letters in place of the variables, at the same offsets. */
  readonly filled: string;
  /** Returns a part of the filled text with the variables. */
  readonly restore: (part: string) => string;
}

/** Each variable is replaced by a letter of the private use area, repeated. The inner one of nested variables is first. */
function fillVariables(text: string): Filled {
  const variables: string[] = [];
  let filled = text;
  for (let depth = 0; depth < MAX_NESTED && filled.includes('${'); depth++)
    filled = filled.replace(VARIABLE, (variable) => {
      const letter = String.fromCharCode(FIRST + (variables.length % LETTERS));
      variables.push(variable);
      return letter.repeat(variable.length);
    });
  const variableOf = (run: string) => variables[run.charCodeAt(0) - FIRST]?.slice(0, run.length) ?? run;
  const restore = (part: string) => {
    let restored = part;
    for (let depth = 0; depth < MAX_NESTED; depth++) restored = restored.replace(RUN, variableOf);
    return restored;
  };
  return { filled, restore };
}

const VARIABLE = /\$\{[^{}\n]*\}/g;
const MAX_NESTED = 4;
const FIRST = 0xe000;
const LETTERS = 6_000;
const RUN = /([\ue000-\uf76f])\1*/g;
