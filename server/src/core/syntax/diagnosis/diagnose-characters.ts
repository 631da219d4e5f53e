import { span, type TextChange } from '../../text/span.ts';
import type { Fault } from '../go-yaml/fault.ts';
import { quoteValue } from './quote-value.ts';
import type { Hypothesis, SyntaxFix } from './syntax-problem.ts';
import type { TextLines } from './text-lines.ts';

/** Diagnoses a tab where the reader accepts spaces only. */
export function* diagnoseTab(lines: TextLines, { at }: Fault): Generator<Hypothesis> {
  const line = lines.at(at);
  const lead = /^[ \t]*/.exec(lines.of(line))?.[0] ?? '';
  const start = lines.start(line);
  if (at >= start + lead.length) {
    const end = at + (/^\t+/.exec(lines.text.slice(at, at + 100))?.[0].length ?? 1);
    yield {
      span: span(at, end),
      code: 'tab',
      message: `Unexpected tab after "${lines.text[at - 1] ?? ''}". Use a space.`,
      fixes: [
        { title: 'Replace the tab with a space', changes: [{ span: span(at, end), newText: ' ' }], certain: true },
      ],
    };
    return;
  }
  if (lead.length === lines.of(line).length) {
    yield {
      span: span(start, start + lead.length),
      code: 'tab',
      message: 'Tab in a line that is otherwise empty. Here, YAML 1.1 does not allow it.',
      fixes: [
        {
          title: 'Remove the whitespace',
          changes: [{ span: span(start, start + lead.length), newText: '' }],
          certain: true,
        },
      ],
    };
    return;
  }
  yield {
    span: span(start + lead.indexOf('\t'), start + lead.length),
    code: 'tab',
    message: 'Tab in the indentation. YAML is indented with spaces only.',
    fixes: [...[2, 4, 8].map((width) => withoutTabs(lines, width)), ...indentLikeNeighbors(lines, line)],
  };
}

const TITLE = 'Replace tabs in the indentation with spaces';

/** Spaces up to the next tab stop for the tabs in the indentation of all lines. */
function withoutTabs(lines: TextLines, width: number): SyntaxFix {
  const changes: TextChange[] = [];
  let certain = true;
  for (let line = 0; line < lines.count; line++) {
    const lead = /^[ \t]*/.exec(lines.of(line))?.[0] ?? '';
    if (lead !== '' && /[^\t]/.test(lead)) certain = false;
    if (!lead.includes('\t')) continue;
    let column = 0;
    for (const letter of lead) column = letter === '\t' ? (Math.floor(column / width) + 1) * width : column + 1;
    const isBlank = lead.length === lines.of(line).length;
    changes.push(lines.indentLine(line, isBlank ? 0 : column));
  }
  return { title: TITLE, changes, certain };
}

/** Returns a fix that indents one line like the line above or below. */
function indentLikeNeighbors(lines: TextLines, line: number): readonly SyntaxFix[] {
  return [line + 1, lines.above(line)].map((other) => {
    const lead = /^ */.exec(lines.of(other))?.[0] ?? '';
    return { title: TITLE, changes: [lines.indentLine(line, lead.length)], certain: false };
  });
}

/** Diagnoses a character that no value begins with unless it is quoted. */
export function* diagnoseReserved(lines: TextLines, fault: Fault): Generator<Hypothesis> {
  const { at } = fault;
  const letter = lines.text[at] ?? '';
  if (letter === '\t') return yield* diagnoseTab(lines, fault);
  const fix = fault.brackets.length === 0 ? quoteValue(lines, at) : undefined;
  yield {
    span: span(at, at + 1),
    code: 'reserved-character',
    message: `A value cannot start with "${letter}" unless it is quoted.`,
    ...(fix ? { fixes: [{ ...fix, certain: true }] } : {}),
  };
}

export function* diagnoseControlCharacter(text: string, { at }: Fault): Generator<Hypothesis> {
  const code = text.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0');
  yield {
    span: span(at, at + 1),
    code: 'control-character',
    message: `Control character U+${code}, which YAML does not allow.`,
    fixes: [{ title: `Remove U+${code}`, changes: [{ span: span(at, at + 1), newText: '' }], certain: true }],
  };
}

/** Diagnoses text after `|` or `>`, or an indentation indicator other than 1 to 9. */
export function* diagnoseBlockHeader(lines: TextLines, { at, start, end }: Fault): Generator<Hypothesis> {
  const line = lines.at(start);
  const indicator = lines.text[start] ?? '|';
  const quote = quoteValue(lines, start);
  const text = lines.text.slice(at, end).trimStart();
  const column = Math.max(lines.indent(line + 1), lines.column(line) + 2);
  const move: SyntaxFix = {
    title: 'Move the text to the next line',
    changes: [{ span: span(blanksBefore(lines.text, at), at), newText: `${lines.lineBreak}${' '.repeat(column)}` }],
    certain: false,
  };
  const isZero = text.startsWith('0');
  yield {
    span: span(at, Math.max(at + 1, Math.min(end, lines.end(line)))),
    code: 'block-header',
    message: isZero
      ? `The indentation after "${indicator}" is a number from 1 to 9.`
      : `Unexpected text after "${indicator}": the text of a block scalar begins on the next line.`,
    fixes: isZero
      ? [{ title: 'Remove the 0', changes: [{ span: span(at, at + 1), newText: '' }], certain: true }]
      : [move, ...(quote ? [quote] : [])],
  };
}

function blanksBefore(text: string, offset: number): number {
  let start = offset;
  while (/[ \t]/.test(text[start - 1] ?? '')) start--;
  return start;
}
