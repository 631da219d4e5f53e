import { span } from '../../text/span.ts';
import type { Fault } from '../go-yaml/fault.ts';
import type { Hypothesis } from './syntax-problem.ts';
import { spaces, type TextLines } from './text-lines.ts';

/**
 * Diagnoses content after the end of the document, which the library ignores. Usually, its first lines have wrong
 * indentation.
 */
export function* diagnoseRest(lines: TextLines, { at }: Fault): Generator<Hypothesis> {
  const line = lines.at(at);
  const { text, span: where } = lines.name(line);
  const first = firstLine(lines);
  const indent = lines.indent(first);
  if (at === lines.start(line) + lines.indent(line) && indent > lines.indent(line) && lines.key(line) !== undefined) {
    const name = lines.name(first);
    const column = lines.indent(line);
    yield {
      span: name.span,
      code: 'wrong-indentation',
      message: `Wrong indentation: "${name.text}" is ${spaces(indent)}, but "${text}" below is ${spaces(column)}. kubectl ignores "${text}" and everything after it.`,
      fixes: [
        {
          title: `Remove the indentation of "${name.text}"`,
          changes: lines.shift(first, line, column - indent),
          certain: true,
        },
      ],
    };
  }
  yield {
    span: at === where.start ? where : span(at, at + 1),
    code: 'content-after-document',
    message: 'Content after the end of the document. kubectl ignores it and everything after it.',
  };
}

function firstLine(lines: TextLines): number {
  let line = 0;
  while (line < lines.count && (!lines.hasContent(line) || /^(---|%)/.test(lines.of(line)))) line++;
  return line;
}
