import type { Fault, OpenBlock } from '../go-yaml/fault.ts';
import type { SyntaxFix, SyntaxProblem } from './syntax-problem.ts';
import { spaces, type TextLines } from './text-lines.ts';

/**
 * What is wrong with a line that begins where no line of its kind can: its indentation, or the dash that it lacks.
 * The candidates for its column are those of the collections that are open there and of those that ended just above.
 */
export function* diagnoseIndentation(lines: TextLines, fault: Fault): Generator<SyntaxProblem> {
  const line = lines.at(fault.at);
  const indent = lines.indent(line);
  if (lines.text.slice(lines.start(line), lines.start(line) + indent).includes('\t')) return;
  const isItem = /^-([ \t]|$)/.test(lines.of(line).slice(indent));
  const start = lines.start(line) + indent;
  const open = [...fault.closed]
    .reverse()
    .concat(fault.blocks)
    .filter(({ start: from }) => from < start);
  yield* missingDash(lines, line, open, isItem);
  const columns = candidates(lines, line, open, isItem);
  const [best, second] = columns;
  if (!best) return;
  const fixes = columns.slice(0, 2).map(({ column }): SyntaxFix => {
    const certain = !second || distance(best, indent) < distance(second, indent);
    return {
      title: `Indent ${quoted(lines, line)} by ${column} ${column === 1 ? 'space' : 'spaces'}`,
      changes: lines.shift(line, column),
      certain: certain && column === best.column && distance(best, indent) === 1,
    };
  });
  yield wrongIndentation(lines, line, best, fixes);
}

interface Candidate {
  readonly column: number;
  /** The line that sets the column. */
  readonly line: number;
}

/** A line too deep below a key that has its value already: it was to stand below the key. */
export function* diagnoseDeepLine(lines: TextLines, line: number, above: number): Generator<SyntaxProblem> {
  const column = lines.column(above);
  const indent = lines.indent(line);
  if (indent === column) return;
  const fix: SyntaxFix = {
    title: `Indent ${quoted(lines, line)} by ${column} ${column === 1 ? 'space' : 'spaces'}`,
    changes: lines.shift(line, column),
    certain: Math.abs(indent - column) === 1,
  };
  yield wrongIndentation(lines, line, { column, line: above }, [fix]);
}

function wrongIndentation(
  lines: TextLines,
  line: number,
  expected: Candidate,
  fixes: readonly SyntaxFix[],
): SyntaxProblem {
  const { span } = lines.name(line);
  const comparison =
    expected.line < 0
      ? `expected ${expected.column}`
      : `but ${quoted(lines, expected.line)} above is ${position(lines, expected)}`;
  return {
    span,
    code: 'wrong-indentation',
    message: `Wrong indentation: ${quoted(lines, line)} is ${spaces(lines.indent(line))}, ${comparison}.`,
    fixes,
  };
}

function position(lines: TextLines, { column, line }: Candidate): string {
  return column === lines.indent(line) ? spaces(column) : `at column ${column + 1}`;
}

function quoted(lines: TextLines, line: number): string {
  const text = lines.of(line).trim();
  return text.startsWith('- ') ? `"- ${lines.name(line).text}"` : `"${lines.name(line).text}"`;
}

/** The nearest column first; of two that are equally near, the deeper. */
function candidates(lines: TextLines, line: number, open: readonly OpenBlock[], isItem: boolean): readonly Candidate[] {
  const indent = lines.indent(line);
  const found = new Map<number, Candidate>();
  for (const { kind, column, start } of open) {
    if (column === indent || (kind === 'sequence') !== isItem) continue;
    found.set(column, { column, line: lastAt(lines, line, column, start) });
  }
  return [...found.values()].sort((a, b) => distance(a, indent) - distance(b, indent) || b.column - a.column);
}

/** The nearest line above that begins at a column; a collection that began further up may have had many since. */
function lastAt(lines: TextLines, line: number, column: number, start: number): number {
  const first = lines.at(start);
  for (let above = lines.above(line), seen = 0; above > first && seen < 200; above = lines.above(above), seen++)
    if (lines.column(above) === column || lines.indent(above) === column) return above;
  return first;
}

function distance({ column }: Candidate, indent: number): number {
  return Math.abs(column - indent);
}

/** A line among list items, at the column of their dashes. */
function* missingDash(
  lines: TextLines,
  line: number,
  open: readonly OpenBlock[],
  isItem: boolean,
): Generator<SyntaxProblem> {
  const indent = lines.indent(line);
  const list = open.find(({ kind, column }) => kind === 'sequence' && column === indent);
  if (!list || isItem) return;
  const item = lastAt(lines, line, indent, list.start);
  if (lines.key(line) !== undefined && (lines.key(item) !== undefined || lines.key(lines.above(line)) !== undefined))
    return;
  const { text, span } = lines.name(line);
  const start = lines.start(line) + indent;
  yield {
    span,
    code: 'missing-dash',
    message: `Missing "-" before "${text}": the lines at this indentation are list items.`,
    fixes: [
      { title: `Add "- " before "${text}"`, changes: [{ span: { start, end: start }, newText: '- ' }], certain: false },
    ],
  };
}
