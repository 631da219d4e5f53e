import { span } from '../../text/span.ts';
import type { Fault } from '../go-yaml/fault.ts';
import { quoteValue } from './quote-value.ts';
import type { SyntaxFix, SyntaxProblem } from './syntax-problem.ts';
import type { TextLines } from './text-lines.ts';

/** A tab where the reader accepts spaces only. */
export function* diagnoseTab(lines: TextLines, { at }: Fault): Generator<SyntaxProblem> {
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
      message: 'This line contains only white space with a tab, which ends the value above in the wrong place.',
      fixes: [
        {
          title: 'Remove the white space',
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
    fixes: [2, 4, 8, 0].map((width) => withoutTabs(lines, line, width)),
  };
}

/** Spaces for the tabs in the indentation of all lines; with a width of 0, the line gets that of the line above. */
function withoutTabs(lines: TextLines, only: number, width: number): SyntaxFix {
  const changes = [];
  for (let line = 0; line < lines.count; line++) {
    const lead = /^[ \t]*/.exec(lines.of(line))?.[0] ?? '';
    if (!lead.includes('\t') || (width === 0 && line !== only)) continue;
    const start = lines.start(line);
    const isBlank = lead.length === lines.of(line).length;
    const newText =
      width === 0
        ? ' '.repeat(Math.max(0, lines.column(lines.above(line))))
        : isBlank
          ? ''
          : lead.replaceAll('\t', ' '.repeat(width));
    changes.push({ span: span(start, start + lead.length), newText });
  }
  return { title: 'Replace tabs in the indentation with spaces', changes, certain: true };
}

/** A character that no value begins with unless it is quoted. */
export function* diagnoseReserved(lines: TextLines, fault: Fault): Generator<SyntaxProblem> {
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

export function* diagnoseControlCharacter(text: string, { at }: Fault): Generator<SyntaxProblem> {
  const code = text.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0');
  yield {
    span: span(at, at + 1),
    code: 'control-character',
    message: `Control character U+${code}, which YAML does not allow.`,
    fixes: [{ title: `Remove U+${code}`, changes: [{ span: span(at, at + 1), newText: '' }], certain: true }],
  };
}

/** Text after `|` or `>`, or a number there that is none of 1 to 9. */
export function* diagnoseBlockHeader(lines: TextLines, { at, start, end }: Fault): Generator<SyntaxProblem> {
  const line = lines.at(start);
  const indicator = lines.text[start] ?? '|';
  const quote = quoteValue(lines, start);
  const text = lines.text.slice(at, end).trimStart();
  const column = Math.max(lines.indent(line + 1), lines.column(line) + 2);
  const move: SyntaxFix = {
    title: 'Move the text to the next line',
    changes: [{ span: span(at, at), newText: `\n${' '.repeat(column)}` }],
    certain: false,
  };
  const isZero = text.startsWith('0');
  yield {
    span: span(at, Math.max(at + 1, Math.min(end, lines.end(line)))),
    code: 'block-header',
    message: isZero
      ? `The indentation after "${indicator}" is a number from 1 to 9.`
      : `Unexpected text after "${indicator}": the text of a block scalar begins on the next line.`,
    fixes: isZero ? [] : [move, ...(quote ? [quote] : [])],
  };
}
