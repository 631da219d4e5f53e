import { span } from '../../text/span.ts';
import type { Fault } from '../go-yaml/fault.ts';
import type { Hypothesis, SyntaxFix } from './syntax-problem.ts';
import type { TextLines } from './text-lines.ts';

/** Diagnoses text on the line of a `---`, and content after a `...`. */
export function* diagnoseSeparator(lines: TextLines, fault: Fault): Generator<Hypothesis> {
  const { code, at, start, end } = fault;
  if (code === 'content-after-end-marker') {
    const line = lines.start(lines.at(at));
    yield {
      span: span(at, end),
      code,
      message: 'Content after "...". kubectl ignores it up to the next "---".',
      fixes: [
        {
          title: 'Add "---"',
          changes: [{ span: span(line, line), newText: `---${lines.lineBreak}` }],
          certain: true,
        },
      ],
    };
    return;
  }
  const rest = lines.text.slice(at, end).trimEnd();
  yield {
    span: span(start, at + rest.length),
    code,
    message: rest.startsWith('-')
      ? 'A line that starts with "---" separates documents, and kubectl accepts only a comment after it. Indent the line if it belongs to the value above.'
      : 'Text after "---". kubectl accepts only a comment there.',
    fixes: fixesOf(lines, fault, rest),
    isCertain: true,
  };
}

function fixesOf({ lineBreak }: TextLines, { at, start }: Fault, rest: string): readonly SyntaxFix[] {
  const [title, from, to, newText] = /^-+$/.test(rest)
    ? ['Change to "---"', at, at + rest.length, '']
    : ['Move the text to the next line', start + 3, at, lineBreak];
  // Without a space, the text may belong to a value.
  return [{ title, changes: [{ span: span(from, to), newText }], certain: to > from && newText !== '' }];
}

/** Diagnoses a byte order mark after the start of a file, which results from joining files. */
export function* diagnoseByteOrderMark(lines: TextLines): Generator<Hypothesis> {
  const at = lines.text.startsWith('\ufeff\ufeff') ? 1 : lines.text.indexOf('\n\ufeff') + 1;
  if (at === 0) return;
  const where = span(at, at + 1);
  yield {
    span: where,
    code: 'byte-order-mark',
    message: 'Byte order mark (U+FEFF) after the start of the file. kubectl reads it as a part of the text.',
    fixes: [{ title: 'Remove the byte order mark', changes: [{ span: where, newText: '' }], certain: true }],
  };
}
