import { span } from '../../text/span.ts';
import type { Fault } from '../go-yaml/fault.ts';
import type { Hypothesis } from './syntax-problem.ts';
import { indentationTitle, spaces, type TextLines } from './text-lines.ts';

/** Diagnoses lines with a recognizable mistake, wherever the parser reported the fault. */
export function* diagnoseKnownLine(lines: TextLines, fault: Fault): Generator<Hypothesis> {
  const line = lines.at(fault.at);
  for (const each of [line, lines.above(line)]) if (each >= 0) yield* conflictMarker(lines, each);
  for (const each of [line, lines.above(line)]) if (each >= 0) yield* slashes(lines, each);
  for (const each of [line, lines.above(line)]) if (each >= 0) yield* shortSeparator(lines, each);
  yield* textOfBlockScalar(lines, line, fault);
  yield* lineOfBlockScalar(lines, line, fault);
  if (lines.text[fault.at] === ':' && fault.at === lines.contentStart(line))
    yield { span: span(fault.at, fault.at + 1), code: 'bad-key', message: 'Missing key before ":".' };
}

function* conflictMarker(lines: TextLines, line: number): Generator<Hypothesis> {
  const match = /^(<{7}|={7}|>{7}|\|{7})(?= |$)/.exec(lines.of(line));
  if (!match) return;
  const start = lines.start(line);
  yield {
    span: span(start, start + 7),
    code: 'merge-conflict',
    message: `Merge conflict marker "${match[0]}". Resolve the conflict.`,
    isCertain: true,
  };
}

function* slashes(lines: TextLines, line: number): Generator<Hypothesis> {
  const start = lines.start(line) + lines.indent(line);
  if (!lines.text.startsWith('//', start)) return;
  yield {
    span: span(start, start + 2),
    code: 'slash-comment',
    message: 'A comment starts with "#", not with "//".',
    fixes: [
      { title: 'Replace "//" with "#"', changes: [{ span: span(start, start + 2), newText: '#' }], certain: true },
    ],
  };
}

function* shortSeparator(lines: TextLines, line: number): Generator<Hypothesis> {
  if (!/^--[ \t]*$/.test(lines.of(line))) return;
  const start = lines.start(line);
  yield {
    span: span(start, start + 2),
    code: 'short-separator',
    message: 'Two dashes do not separate documents. Write "---".',
    isCertain: true,
  };
}

/** Diagnoses a line that is not a key, below the header of a block scalar (`key: |`), without the indentation of its text. */
function* textOfBlockScalar(lines: TextLines, line: number, { at }: Fault): Generator<Hypothesis> {
  const header = lines.above(line);
  const indent = lines.indent(line);
  if (at !== lines.start(line) + indent || lines.key(line) !== undefined || header < 0) return;
  if (indent > lines.indent(header) || !BLOCK_HEADER.test(lines.content(header))) return;
  const { text, span: where } = lines.name(line);
  const column = lines.column(header) + 2;
  yield {
    span: where,
    code: 'wrong-indentation',
    message: `Wrong indentation: "${text}" is ${spaces(indent)}. The text of "${lines.key(header) ?? '|'}" must be indented more than the key.`,
    fixes: [
      {
        title: indentationTitle(`"${text}"`, column),
        changes: [lines.indentLine(line, column)],
        certain: false,
      },
    ],
  };
}

const BLOCK_HEADER = /[|>][-+\d]*$/;

/** Diagnoses a line that is not a key, after a block scalar that ended because of its indentation. */
function* lineOfBlockScalar(lines: TextLines, line: number, { at }: Fault): Generator<Hypothesis> {
  const start = lines.start(line) + lines.indent(line);
  if (at !== start || lines.key(line) !== undefined) return;
  const header = headerAbove(lines, line);
  if (header < 0) return;
  const column = lines.indent(lines.above(line));
  const { text, span: where } = lines.name(line);
  yield {
    span: where,
    code: 'wrong-indentation',
    message: `Wrong indentation: "${text}" is ${spaces(lines.indent(line))}, but the text of "${lines.key(header) ?? '|'}" above is ${spaces(column)}.`,
    fixes: [
      {
        title: indentationTitle(`"${text}"`, column),
        changes: [lines.indentLine(line, column)],
        certain: true,
      },
    ],
  };
}

/** Returns the line with the header of the block scalar directly above, by indentation; -1 if there is none. */
function headerAbove(lines: TextLines, line: number): number {
  let above = lines.above(line);
  let column = lines.indent(above);
  for (let seen = 0; above >= 0 && seen < 500; above = lines.above(above), seen++) {
    if (lines.indent(above) < column && BLOCK_HEADER.test(lines.content(above))) return above;
    column = Math.min(column, lines.indent(above));
    if (column <= lines.indent(line)) return -1;
  }
  return -1;
}

/**
 * Diagnoses a key with a prefix, such as a label or annotation, that is the first in `metadata`: its parent is missing.
 */
export function* diagnoseLabelWithoutParent(lines: TextLines, { at }: Fault): Generator<Hypothesis> {
  const line = lines.at(at);
  let first = lines.above(line);
  if (first < 0 || lines.indent(first) <= lines.indent(line)) return;
  for (let above = lines.above(first); above >= 0; above = lines.above(above)) {
    if (lines.indent(above) < lines.indent(first)) {
      if (lines.of(above).trim() !== 'metadata:') return;
      break;
    }
    first = above;
  }
  const { text, span: where } = lines.name(first);
  if (!/^[\w.-]+\.[\w.-]+\/[\w.-]+$/.test(text)) return;
  yield {
    span: where,
    code: 'label-without-parent',
    message: `"${text}" looks like a label or an annotation, but is directly in "metadata". Add "labels:" or "annotations:" above it.`,
    isCertain: true,
  };
}
