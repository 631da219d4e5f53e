import { span } from '../../text/span.ts';
import type { Fault, OpenBlock } from '../go-yaml/fault.ts';
import type { Hypothesis, SyntaxFix } from './syntax-problem.ts';
import { indentationTitle, spaces, type TextLines } from './text-lines.ts';

/**
 * Diagnoses a line at a column where no collection continues: its indentation is wrong, or it lacks a dash. Candidates
 * are the columns of the collections that are open there, and of collections that ended just above.
 */
export function* diagnoseIndentation(lines: TextLines, fault: Fault): Generator<Hypothesis> {
  const line = lines.at(fault.at);
  const indent = lines.indent(line);
  const start = lines.start(line) + indent;
  if (lines.text.slice(lines.start(line), start).includes('\t')) return;
  const isItem = /^-([ \t]|$)/.test(lines.of(line).slice(indent));
  const open = [...fault.closed]
    .reverse()
    .concat(fault.blocks)
    .filter(({ start: from }) => from < start);
  if (!isItem) yield* missingDash(lines, line, open);
  if (!isItem) yield* deepBlockAbove(lines, line, fault);
  const columns = candidates(lines, line, open, isItem);
  const [best, second] = columns;
  if (!best) return;
  const isTie = second !== undefined && distance(best, indent) === distance(second, indent);
  // An odd column, or more than one space after a dash: the line that sets the column may be the mistake.
  const isSuspect = best.column % 2 === 1 || /^ *- {2,}/.test(lines.of(best.line));
  const isCertain = !isTie && !isSuspect && distance(best, indent) === 1;
  const isTopLevel = best.column === 0 && TOP_LEVEL.has(lines.key(line) ?? '');
  const fixes = fixesOf(lines, line, best.column, isCertain || isTopLevel);
  if (isTie && second) fixes.push(...fixesOf(lines, line, second.column, false));
  yield wrongIndentation(lines, line, best, fixes);
}

/** Keys that belong at the start of a line. */
const TOP_LEVEL = new Set(['apiVersion', 'kind', 'metadata', 'spec', 'status', 'data', 'stringData']);

interface Candidate {
  readonly column: number;
  /** The line that sets the column. */
  readonly line: number;
}

/** Diagnoses a line that is too deep below a key that already has a value: it belongs at the column of the key. */
export function* diagnoseDeepLine(lines: TextLines, line: number, above: number): Generator<Hypothesis> {
  const column = lines.column(above);
  const indent = lines.indent(line);
  if (indent === column) return;
  const fixes = fixesOf(lines, line, column, column % 2 === 0 && Math.abs(indent - column) === 1);
  yield wrongIndentation(lines, line, { column, line: above }, [
    ...fixes,
    ...dashBefore(lines, above, indent - column),
  ]);
}

/** Returns a fix that makes a list item of the first line of a map and the lines below, which are two spaces deeper. */
function dashBefore(lines: TextLines, first: number, by: number): readonly SyntaxFix[] {
  const parent = lines.above(first);
  const isFirst = parent >= 0 && lines.indent(parent) < lines.indent(first) && lines.content(parent).endsWith(':');
  const isItem = lines.column(first) > lines.indent(first);
  const isList =
    /^[a-z]\w*[a-z]s$/.test(lines.key(parent) ?? '') && !/(labels|annotations)$/i.test(lines.key(parent) ?? '');
  if (by !== 2 || !isFirst || !isList || isItem) return [];
  const start = lines.contentStart(first);
  const title = `Add "- " before ${quoted(lines, first)}`;
  return [{ title, changes: [{ span: span(start, start), newText: '- ' }], certain: false }];
}

/** Diagnoses lines above that are too deep: this line has the usual two spaces below its parent, and they have more. */
function* deepBlockAbove(lines: TextLines, line: number, { closed, blocks }: Fault): Generator<Hypothesis> {
  const indent = lines.indent(line);
  const block = closed.at(-1);
  const parent = blocks.findLast(({ column }) => column < indent);
  if (block?.kind !== 'map' || !parent || indent - parent.column !== 2 || block.column <= indent) return;
  const first = lines.at(block.start);
  if (lines.indent(first) !== block.column) return;
  const title = titleOf(lines, first, indent);
  const changes = lines.shift(first, line, indent - block.column);
  const fix = { title, changes, certain: block.column - indent === 1 };
  yield wrongIndentation(lines, first, { column: indent, line }, [fix]);
}

function wrongIndentation(
  lines: TextLines,
  line: number,
  expected: Candidate,
  fixes: readonly SyntaxFix[],
): Hypothesis {
  const { column } = expected;
  const direction = expected.line < line ? 'above' : 'below';
  const position =
    column === lines.indent(expected.line)
      ? `${quoted(lines, expected.line)} ${direction} is ${spaces(column)}`
      : `"${lines.name(expected.line).text}" above, after its dash, by ${column}`;
  const name = quoted(lines, line);
  return {
    span: lines.name(line).span,
    code: 'wrong-indentation',
    message: `Wrong indentation: ${name} is ${spaces(lines.indent(line))}, but ${position}.`,
    fixes,
  };
}

/**
 * Returns a fix that moves only the line, if the lines below it are then two spaces deeper; or a fix that moves the
 * lines below, too.
 */
function fixesOf(lines: TextLines, line: number, column: number, certain: boolean): SyntaxFix[] {
  const title = titleOf(lines, line, column);
  const lineOnly = { title, changes: [lines.indentLine(line, column)], certain };
  const end = lines.endOfBlock(line);
  const block = { title, changes: lines.shift(line, end, column - lines.indent(line)), certain };
  const isParent = lines.indent(line + 1) > lines.indent(line) && lines.hasContent(line + 1);
  return isParent && lines.indent(line + 1) !== column + 2 ? [block, lineOnly] : [lineOnly, block];
}

function titleOf(lines: TextLines, line: number, column: number): string {
  if (column === 0) return `Remove the indentation of ${quoted(lines, line)}`;
  return indentationTitle(quoted(lines, line), column);
}

function quoted(lines: TextLines, line: number): string {
  const isItem = lines.of(line).slice(lines.indent(line)).startsWith('- ');
  return `"${isItem ? '- ' : ''}${lines.name(line).text}"`;
}

/**
 * Returns columns, nearest first. Of two equally near columns, the one that is two less than the children of the line
 * comes first; else the deeper one. A key that belongs at the start of a line has only that column.
 */
function candidates(lines: TextLines, line: number, open: readonly OpenBlock[], isItem: boolean): readonly Candidate[] {
  const indent = lines.indent(line);
  const found = new Map<number, Candidate>();
  for (const { kind, column, start } of open) {
    if (column === indent || (kind === 'sequence') !== isItem) continue;
    found.set(column, { column, line: lastAt(lines, line, column, start) });
  }
  const top = found.get(0);
  if (top && TOP_LEVEL.has(lines.key(line) ?? '') && indent <= 2) return [top];
  const isParent = lines.content(line).endsWith(':') && lines.indent(line + 1) > indent;
  const below = isParent ? lines.indent(line + 1) - 2 : -1;
  const rank = (each: Candidate) => 2 * distance(each, indent) - (each.column === below ? 1 : 0);
  return [...found.values()].sort((a, b) => rank(a) - rank(b) || b.column - a.column);
}

/** How many lines above a line are searched for the one that sets its column. */
const MAX_LINES_ABOVE = 200;

/** Returns the nearest line above that starts at a column. */
function lastAt(lines: TextLines, line: number, column: number, start: number): number {
  const first = lines.at(start);
  for (
    let above = lines.above(line), seen = 0;
    above > first && seen < MAX_LINES_ABOVE;
    above = lines.above(above), seen++
  )
    if (lines.column(above) === column || lines.indent(above) === column) return above;
  return first;
}

function distance({ column }: Candidate, indent: number): number {
  return Math.abs(column - indent);
}

/** Diagnoses a line among list items, at the column of their dashes. */
function* missingDash(lines: TextLines, line: number, open: readonly OpenBlock[]): Generator<Hypothesis> {
  const indent = lines.indent(line);
  const list = open.find(({ kind, column }) => kind === 'sequence' && column === indent);
  if (!list) return;
  const item = lastAt(lines, line, indent, list.start);
  const isKey = lines.key(line) !== undefined;
  if (isKey && (lines.key(item) !== undefined || lines.key(lines.above(line)) !== undefined)) return;
  const { text, span: where } = lines.name(line);
  const start = lines.start(line) + indent;
  yield {
    span: where,
    code: 'missing-dash',
    message: `Missing "-" before "${text}": the lines at this indentation are list items.`,
    fixes: [
      { title: `Add "- " before "${text}"`, changes: [{ span: span(start, start), newText: '- ' }], certain: false },
    ],
  };
}
